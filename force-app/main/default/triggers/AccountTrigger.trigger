trigger AccountTrigger on Account(after update) {
    CustomerHints.hintAccounts(Trigger.new, Trigger.oldMap);
}
