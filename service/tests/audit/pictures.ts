import { idIn, linkedIn, textIn, type Books } from './books.ts';
import { Differences } from './differences.ts';

/** Where an org shows a version of a file to whoever may see it. */
const SHOWN_AT = '/sfc/servlet.shepherd/version/download/';

/** The picture that Exact shows of each item against the file of its product, byte by byte, and where Salesforce shows it. */
export function auditPictures(books: Books): readonly string[] {
  const { exact, org, division, isDefault, pictures } = books;
  if (!isDefault) return [];
  const differences = new Differences(`pictures of ${division}`);
  const productOf = linkedIn(books, 'Items');
  const versions = new Map(org.versions.map((row) => [row['Id'], row]));
  const documents = new Map(org.documents.map((row) => [row['Id'], row]));
  for (const item of exact.items) {
    const product = productOf(idIn(item));
    if (product === undefined) continue;
    const code = textIn(item, 'Code');
    const picture = pictures.get(idIn(item));
    differences.text(`name of the picture of ${code}`, product['Exact_Picture_Name__c'], item['PictureName']);
    const hasProblem = textIn(product, 'Exact_Picture_Problem__c') !== '';
    differences.text(`whether the picture of ${code} is in trouble`, hasProblem, picture?.isPicture === false);
    if (picture === undefined) {
      differences.text(`hash of ${code}, without a picture`, product['Exact_Picture_Hash__c'], null);
      differences.text(`display URL of ${code}, without a picture`, product['DisplayUrl'], null);
    }
    // What is no picture leaves the last one where it is.
    if (picture?.isPicture !== true) continue;
    const versionId = textIn(product, 'Exact_Picture_Version__c');
    const version = versions.get(versionId);
    const document = documents.get(version?.['ContentDocumentId']);
    differences.text(`hash of the picture of ${code}`, product['Exact_Picture_Hash__c'], picture.sha256);
    differences.text(`bytes of the picture of ${code}`, version?.['Checksum'], picture.md5);
    differences.amount(`size of the picture of ${code}`, version?.['ContentSize'], picture.size);
    differences.text(`what lies on top of the file of ${code}`, document?.['LatestPublishedVersionId'], versionId);
    differences.text(`display URL of ${code}`, product['DisplayUrl'], `${SHOWN_AT}${versionId}`);
    const versionsOfFile = org.versions.filter((row) => row['ContentDocumentId'] === document?.['Id']);
    const isOnProduct = versionsOfFile.some((row) => row['FirstPublishLocationId'] === product['Id']);
    differences.fact(`the file of the picture of ${code} is not on its product`, isOnProduct);
  }
  return differences.found;
}
