trigger OrderItemTrigger on OrderItem(before insert) {
    OrderItemTriggerHandler.copyPriceQuantities(Trigger.new);
}
