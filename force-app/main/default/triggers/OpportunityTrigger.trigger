trigger OpportunityTrigger on Opportunity(after insert, after update) {
    OpportunityTriggerHandler.hintWins(Trigger.new, Trigger.oldMap);
}
