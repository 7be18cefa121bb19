// Imported before a component, which reads its labels when it is loaded itself.
import { speak } from 'test/labels';

speak('nl_NL');
