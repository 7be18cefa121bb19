import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import App from 'page/app';

document.querySelector('#app')?.appendChild(createElement('page-app', { is: App }));
