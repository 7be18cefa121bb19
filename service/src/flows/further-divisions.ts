import type { ShownSetting } from './texts.ts';

/** The setting of further companies, of every flow that may work in several. */
export const FURTHER_DIVISIONS: ShownSetting = {
  pointer: '/furtherDivisions',
  isOfDivisions: true,
  texts: {
    en: {
      title: 'Further companies',
      help: 'They are read beside the default company. What is known in several companies shows what the default one says.',
    },
    nl: {
      title: 'Overige administraties',
      help: 'Deze worden ook gelezen, naast de standaardadministratie. Wat in meerdere administraties bekend is, toont wat de standaardadministratie zegt.',
    },
  },
};
