trigger OrderTrigger on Order(after insert, after update) {
    OrderTriggerHandler.hintStatusChanges(Trigger.new, Trigger.oldMap);
}
