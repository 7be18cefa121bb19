import { languageTag } from 'test/labels';

export default languageTag();
