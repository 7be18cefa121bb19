import { LightningElement } from 'lwc';

/** Where everything starts: the records of the org, with a search over all lists. */
export default class Home extends LightningElement {
  search = '';
  readonly lists = [
    { objectApiName: 'Order', title: 'Orders', icon: 'standard:orders' },
    { objectApiName: 'Account', title: 'Accounts', icon: 'standard:account' },
    { objectApiName: 'Product2', title: 'Products', icon: 'standard:product' },
  ];

  handleSearch(event: CustomEvent<{ value: string }>): void {
    this.search = event.detail.value;
  }
}
