// Loads an online-retail file into both simulators:
//   node simulators/data/load.ts --file orders.csv --exact http://127.0.0.1:9101 --salesforce http://127.0.0.1:9102
// `--step items`, `customers` and `orders` run one step each, so that a product sync can run before the orders.
import { parseArgs } from 'node:util';
import { collectRetailData, exactControl, loadCustomers, loadItems, loadOrders, salesforceControl, summarise } from './index.ts';

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    exact: { type: 'string' },
    salesforce: { type: 'string' },
    division: { type: 'string', default: '123456' },
    currency: { type: 'string', default: 'EUR' },
    step: { type: 'string', default: 'all' },
  },
});
const { file, exact, salesforce, step } = values;
if (
  file === undefined ||
  exact === undefined ||
  salesforce === undefined ||
  !['all', 'items', 'customers', 'orders'].includes(step)
) {
  console.error(
    'use: node simulators/data/load.ts --file CSV --exact URL --salesforce URL [--division 123456] [--step items|customers|orders]',
  );
  process.exit(2);
}

const data = await collectRetailData(file);
const target = { control: exactControl(exact), division: Number(values.division), currency: values.currency };
const org = salesforceControl(salesforce);
if (step === 'all' || step === 'items') console.error(`items entered: ${await loadItems(data, target)}`);
if (step === 'all' || step === 'customers') console.error(`accounts created: ${await loadCustomers(data, target, org)}`);
if (step === 'all' || step === 'orders') console.error(`orders created: ${(await loadOrders(data, org)).orders}`);
console.log(JSON.stringify(summarise(data), null, 2));
