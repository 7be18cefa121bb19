import type { ShownSetting } from '../texts.ts';

/** The settings of the deliveries flow that pages show, besides those of several flows. */
export const SHOWN_DELIVERY_SETTINGS: readonly ShownSetting[] = [
  {
    pointer: '/shipments',
    texts: {
      en: {
        title: 'Fill the standard Shipment too',
        help: 'Beside the Exact Delivery, each delivery becomes a Shipment with its items. The org has these with Order Management, Field Service and other products; the check of both systems says whether Tandem may fill them.',
      },
      nl: {
        title: 'Ook de standaardzending (Shipment) vullen',
        help: 'Elke levering wordt naast de Exact-levering ook een zending (Shipment) met regels. De organisatie heeft die met Order Management, Field Service en andere producten; de controle van beide systemen zegt of Tandem ze mag vullen.',
      },
    },
  },
];
