import { SYNC_ITEM_PICTURES } from '../../exact/index.ts';
import { defineFlow } from '../define-flow.ts';
import { carryOut } from '../execute/index.ts';
import { FURTHER_DIVISIONS } from '../further-divisions.ts';
import { ITEM, ITEM_ROLE } from '../items/index.ts';
import { PICTURE_NEEDS } from './needs.ts';
import { PICTURE_OBJECTS } from './objects.ts';
import { planPictures } from './plan.ts';
import { readPictures } from './read.ts';
import { SHOWN_PICTURE_SETTINGS } from './settings-texts.ts';
import { PICTURE_SETTINGS } from './settings.ts';
import type { PicturesInput } from './types.ts';

/** The picture of an item of Exact Online as a file of its product. */
export const PICTURES = defineFlow<PicturesInput>({
  name: PICTURE_SETTINGS.flow,
  source: 'exact',
  texts: {
    en: {
      label: 'Pictures',
      description: 'The picture of an item of Exact Online is a file of its product in Salesforce',
      one: 'picture',
      several: 'pictures',
    },
    nl: {
      label: 'Afbeeldingen',
      description: 'De afbeelding van een artikel in Exact Online is een bestand bij het product in Salesforce',
      one: 'afbeelding',
      several: 'afbeeldingen',
    },
  },
  icon: 'standard:photo',
  mapping: PICTURE_SETTINGS,
  shownSettings: [...SHOWN_PICTURE_SETTINGS, FURTHER_DIVISIONS],
  hints: { salesforceObjects: {}, exactTopics: { Items: 'poll' }, flows: { products: 'poll' } },
  needs: PICTURE_NEEDS,
  exactNeeds: [SYNC_ITEM_PICTURES],
  isExclusivePerRecord: false,
  awaits: [],
  roles: { [ITEM]: ITEM_ROLE },
  linkedAs: ITEM,
  looks: {},
  read: readPictures,
  plan: planPictures,
  apply: carryOut(PICTURE_OBJECTS),
});
