trigger ContactTrigger on Contact(after update) {
    CustomerHints.hintContacts(Trigger.new, Trigger.oldMap);
}
