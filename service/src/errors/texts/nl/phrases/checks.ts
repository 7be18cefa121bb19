import type { CHECK_PHRASES } from '../../phrases/checks.ts';
import type { PhraseTranslation } from '../../translation.ts';

/** The Dutch of `CHECK_PHRASES`. */
export const DUTCH_CHECK_PHRASES: PhraseTranslation<typeof CHECK_PHRASES> = {
  check_exact_answers: 'Exact Online antwoordt',
  check_exact_connected: 'Verbonden als {user}.',
  check_exact_connected_unnamed: 'Verbonden als de gebruiker die inlogde.',
  check_company: 'Administratie {division} van Exact Online is open voor Tandem',
  check_company_open: 'De app en de verbonden gebruiker mogen daar lezen wat de flows die aanstaan nodig hebben.',
  check_vat_codes: 'Btw-codes zijn te lezen',
  check_vat_codes_found: 'Aantal gevonden btw-codes: {count}.',
  check_vat_codes_none: 'De administratie heeft geen btw-codes die deze gebruiker mag zien.',
  check_vat_codes_action: 'Geef de gebruiker in Exact Online het recht om btw-codes te zien.',
  check_vat_of_sales: 'Btw per soort verkoop in administratie {company}',
  check_vat_of_sales_action:
    'Geef wat niemand heeft beslist een rij in de tabel Btw per soort verkoop op het tabblad Instellingen van Tandem Setup, als u zo verkoopt. Orders die zo een rij nodig hebben, stoppen tot dan.',
  sale_row_tabled: '{row}: {code}, zoals de instellingen zeggen',
  sale_row_said: '{row}: {code}, zoals die code in Exact Online zegt',
  sale_row_open: '{row}: niemand heeft beslist',
  sale_row_several: '{row}: niemand heeft tussen {codes} beslist',
  check_structured_invoices: 'Bedrijven in België kunnen gestructureerde facturen krijgen van administratie {company}',
  check_structured_invoices_action:
    'Vul deze debiteuren aan in Exact Online, of hun accounts in Salesforce. De Peppol-identificatie wordt in Exact Online ingevuld.',
  check_invoice_journal: 'Facturen van administratie {company} hebben een verkoopdagboek',
  check_invoice_journal_found: 'Ze worden geboekt in dagboek {journal}.',
  check_invoice_journal_action: 'Kies op het tabblad Instellingen van Tandem Setup een verkoopdagboek voor facturen.',
  check_invoice_warehouse: 'Directe facturen van administratie {company} hebben een magazijn',
  check_invoice_warehouse_found: 'Ze leveren uit magazijn {warehouse}.',
  check_invoice_warehouse_action: 'Kies op het tabblad Instellingen van Tandem Setup een magazijn voor directe facturen.',
  peppol_counted: 'Klaar: {ready}. Niet klaar: {lacking}.',
  peppol_named: 'Wat ontbreekt: {debtors}.',
  peppol_more: 'En nog {count}.',
  peppol_unknown:
    'Debiteuren in België zonder btw-nummer en zonder ondernemingsnummer: {count}. Een bedrijf daaronder is niet klaar.',
  peppol_not_all: 'Alleen de eerste {count} relaties zijn bekeken.',
  peppol_debtor: '{code} {name} mist {what}',
  peppol_debtor_proposed: '{code} {name} mist {what}, die {identifier} zou zijn',
  peppol_lacks_enterprise_number: 'een geldig ondernemingsnummer',
  peppol_lacks_same_numbers: 'een btw-nummer van hetzelfde bedrijf als zijn ondernemingsnummer',
  peppol_lacks_vat_number: 'een geldig btw-nummer',
  peppol_lacks_identifier: 'een Peppol-identificatie',
  peppol_lacks_own_identifier: 'een Peppol-identificatie met zijn eigen ondernemingsnummer',
  peppol_lacks_address: 'een volledig adres',
  check_salesforce_answers: 'Salesforce antwoordt',
  check_salesforce_connected: 'Verbonden met {org} als {user}.',
  check_salesforce_connected_unnamed: 'Verbonden met de organisatie als {user}.',

  check_object_there: 'De organisatie heeft het object {object}.',
  check_object_off: 'De organisatie heeft het object {object} niet.',
  check_object_hidden: 'Het object {object} is er niet, of is verborgen voor de integratiegebruiker.',
  check_object_hidden_action: '{switchOn} Verleen daarna de rechten die hieronder ontbreken.',
  check_orders_on: 'Orders zijn ingeschakeld',
  check_orders_action: 'Open in Setup de Order Settings en schakel orders in.',

  check_object_open: 'Wat Tandem van {object} nodig heeft is toegankelijk',
  check_user_rights: 'Rechten die bij geen object horen zijn verleend',
  check_rights_complete: '{user} heeft elk recht dat Tandem gebruikt.',
  check_rights_missing: 'De integratiegebruiker {user} {rights}.',
  check_rights_missing_unshared:
    'De integratiegebruiker {user} {rights}. Records die niet met deze gebruiker zijn gedeeld, worden niet gevonden.',
  check_rights_action:
    'Klik in Tandem Setup op "Rechten verlenen". Dat verleent wat ontbreekt in de machtigingenset "Tandem Integration: rights of this org".',
  check_rights_action_unassigned: 'Wijs de machtigingenset Tandem Integration toe aan {user}. {grant}',
  check_people: 'Wie Tandem User of Tandem Administrator heeft kan ermee werken',
  check_people_complete: 'Zij mogen allemaal zien waarmee zij werken.',
  check_people_action:
    'Klik in Tandem Setup op "Rechten verlenen". Dat geeft hun de machtigingenset "Tandem User: rights of this org".',
  person_lacks: '{name} {rights}.',
  people_more: 'Dat geldt ook voor nog {count}.',
  check_rule_fields: 'Velden van {object} die de regels vullen zijn toegankelijk',
  check_rule_fields_open: 'De integratiegebruiker mag ze allemaal bewerken.',
  check_rule_fields_closed:
    'De integratiegebruiker mag {fields} van {object} niet bewerken; de records komen daarom zonder die velden.',
  check_rule_fields_action:
    'Klik in Tandem Setup op "Rechten verlenen"; geef de integratiegebruiker zelf toegang tot eigen velden, of haal de regels weg.',
  check_source: '{object} wordt als order verzonden',
  check_source_open: 'Tandem mag lezen wat wordt verzonden en schrijven wat ervan is geworden.',
  check_source_missing: 'De org heeft geen {objects}, of verbergt die voor de gebruiker waaronder Tandem werkt.',
  check_source_closed: 'Deze velden zijn dicht voor de gebruiker waaronder Tandem werkt, of bestaan niet: {fields}.',
  check_source_action:
    'Geef die gebruiker in een eigen machtigingenset het recht om {object} met alle velden te lezen en te bewerken, en de velden van de regels te lezen. Offertes zet u aan in Setup; ze hebben het pakket Tandem for Quotes nodig.',
  check_fed: '{object} is te vullen, zoals de instellingen vragen',
  check_fed_open: 'Het is er, en de integratiegebruiker mag bewerken wat ervan wordt gevuld.',
  check_fed_missing:
    'De organisatie heeft geen {object}, of de integratiegebruiker mag het niet zien. Er wordt niets van gevuld; al het andere gaat door.',
  check_fed_missing_action:
    'Heeft de organisatie het wel, geef de integratiegebruiker dan in een eigen machtigingenset de rechten om {object} met zijn velden te lezen, aan te maken en te bewerken. Heeft ze het niet, zet de instelling dan uit.',
  check_fed_missing_remade_action:
    'Heeft de organisatie het wel, geef de integratiegebruiker dan in een eigen machtigingenset de rechten om {object} te lezen, aan te maken, te bewerken en te verwijderen. Heeft ze het niet, zet de instelling dan uit.',
  check_fed_lacking: 'De integratiegebruiker {rights}.',
  check_fed_not: 'Er wordt geen {object} gemaakt; al het andere gaat door.',
  check_fed_partly: 'Elke {object} komt zonder dat.',
  check_fed_action:
    'Geef de integratiegebruiker deze rechten in een eigen machtigingenset: die van het pakket kan {object} niet noemen, want niet elke organisatie heeft het.',
  check_sets: 'Het is duidelijk welke producten samenstellingen zijn',
  check_sets_kept:
    'Samenstellingen op orders gaan als onderdelen, en de stroom Samenstellingen houdt bij welke producten dat zijn.',
  check_sets_not_kept:
    'Samenstellingen op orders moeten als onderdelen gaan, maar de stroom Samenstellingen staat uit: een product dat die niet heeft gemarkeerd, gaat als één regel.',
  check_sets_action: 'Zet de stroom Samenstellingen aan, of laat samenstellingen op orders als één regel versturen.',
  check_catalog: 'Het is duidelijk welke productcatalogus is bedoeld',
  check_catalog_found: 'Categorieën gaan naar de catalogus {name}.',
  check_catalog_none: 'De organisatie heeft geen productcatalogus; er wordt dus geen productcategorie gemaakt.',
  check_catalog_none_action: 'Maak in Salesforce een productcatalogus (Product Catalog).',
  check_catalog_several: 'Er kunnen meerdere productcatalogi zijn bedoeld; er wordt dus geen productcategorie gemaakt: {names}.',
  check_catalog_unknown: 'Geen productcatalogus heet {name}; er wordt dus geen productcategorie gemaakt. Dit zijn ze: {names}.',
  check_catalog_action: 'Vul in de instellingen van de categorieën de naam of de id van de catalogus in.',
  check_catalog_hidden_action:
    'Heeft de organisatie het wel, geef de integratiegebruiker dan in een eigen machtigingenset het recht om ProductCatalog te lezen. Heeft ze het niet, zet de instelling dan uit.',

  lacks_read: 'kan {object} niet lezen',
  lacks_create: 'kan {object} niet aanmaken',
  lacks_edit: 'kan {object} niet bewerken',
  lacks_delete: 'kan {object} niet verwijderen',
  lacks_all_fields: 'kan niet alle velden van {object} zien',
  lacks_all_records: 'kan niet alle records van {object} zien',
  lacks_user_right: 'mist het recht {right}',

  left_exact:
    'Exact Online neemt een login niet terug. Tandem heeft de login vergeten, en die eindigt vanzelf na 30 dagen; verwijder Tandem in Exact Online bij Mijn apps om de login meteen te beëindigen.',
  left_webhooks:
    'Exact Online kon niet worden gevraagd om Tandem geen wijzigingen meer te melden. Wat nog komt wordt geweigerd; Tandem verwijderen bij Mijn apps maakt er een eind aan.',
  left_salesforce:
    'Salesforce heeft de login niet teruggenomen. Tandem heeft de login vergeten; trek Tandem in Setup in bij Connected Apps OAuth Usage om de login te beëindigen.',

  unchecked_fields: 'Salesforce was niet te bevragen ({reason}); de velden van de regels zijn daarom niet gecontroleerd.',
  unchecked_codes: 'Exact Online was niet te bevragen ({reason}); de codes van de tabellen zijn daarom niet gecontroleerd.',
  unchecked_debtor: 'Exact Online was niet te bevragen ({reason}); de standaarddebiteur is daarom niet gecontroleerd.',
  named_object_missing: 'Deze organisatie heeft geen object {object}, of de integratiegebruiker mag het niet zien.',
  named_field_missing: '{object} heeft geen veld {field}, of de integratiegebruiker mag het niet zien.',
  named_field_closed: 'De integratiegebruiker mag het veld {field} van {object} niet bewerken.',
  named_code_missing: 'Er is geen {what} "{code}" in Exact Online.',
  named_debtor_missing: 'Er is geen relatie met de code "{code}" in Exact Online.',
  with_near: '{fault} Lijkt erop: {near}.',
  code_described: '{code} ({description})',
};
