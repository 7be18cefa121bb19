import type { RETURN_ERRORS } from '../../../catalogue/returns.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `RETURN_ERRORS`. */
export const DUTCH_RETURNS: Translation<typeof RETURN_ERRORS> = {
  order_is_return: {
    title: 'De order is een retour',
    message:
      'Order {order} is een retourorder: die neemt terug wat een andere order verkocht, en gaat nooit als eigen order naar Exact Online.',
    action: 'Laat een beheerder de retourflow aanzetten in de instellingen van Tandem als er een creditnota van moet komen.',
  },
  return_before_start: {
    title: 'De retour is ouder dan het startpunt',
    message: 'Retourorder {order} is {dated}. Dat is voor het startpunt van de retourflow, {start}: hij gaat alleen met de hand.',
    action: 'Klik op de retourorder op Send to Exact Online als hij daar hoort.',
  },
  return_beyond_invoiced: {
    title: 'Er komt meer terug dan er is gefactureerd',
    message:
      'Retourorder {order} neemt {wanted} van {product} terug, maar van order {original} kan nog {possible} worden gecrediteerd: er is {invoiced} gefactureerd, en de rest is al gecrediteerd of wordt dat.',
    action:
      'Neem hoogstens {possible} terug. Facturen die in Exact Online nog niet zijn verwerkt, tellen niet mee: verwerk de factuur daar eerst en klik dan op Opnieuw proberen.',
  },
  return_changed_after_sending: {
    title: 'Gewijzigd na verzending',
    message:
      'Retourorder {order} is gewijzigd nadat hij als creditnota {number} was verzonden: producten of aantallen verschillen.',
    action:
      'Maak beide gelijk: corrigeer de creditnota in Exact Online met de hand zolang die niet is verwerkt, of de retourorder in Salesforce. Klik daarna op Opnieuw proberen.',
  },
  return_credit_unclear: {
    title: 'Een creditnota hoort misschien bij deze order',
    message:
      'Retourorder {order} neemt {wanted} van {product} terug. Van order {original} is {invoiced} gefactureerd, en {possible} kan zeker worden gecrediteerd: de klant heeft creditnota’s van dit product die niet zeggen waarvan ze zijn ({credits}).',
    action:
      'Bekijk deze creditnota’s in Exact Online. Geef elk de referentie van de order waar hij bij hoort in Uw ref., en klik daarna op Opnieuw proberen.',
  },
  return_gone_in_exact: {
    title: 'De creditnota is weg uit Exact Online',
    message:
      'Retourorder {order} is verzonden als creditnota {number}, maar Exact Online heeft die niet meer. Hij is niet opnieuw verzonden.',
    action:
      'Moet hij er weer komen, kies dan Opnieuw verzenden waar dat wordt aangeboden: een tweede persoon moet opnieuw akkoord geven. Zo niet, dan hoeft er niets te gebeuren.',
  },
  return_invoice_discounted: {
    title: 'De factuur heeft korting op het totaal',
    message:
      'Factuur {invoice}, waarvan retourorder {order} iets terugneemt, heeft een korting op het totaal. Wat één product ervan kostte staat niet vast, dus er is niets gecrediteerd.',
    action: 'Crediteer het met de hand in Exact Online.',
  },
  return_invoices_differ: {
    title: 'Eén creditnota kan het niet terugnemen',
    message:
      'Retourorder {order} neemt producten terug van facturen die verschillen in debiteur, valuta of dagboek ({invoices}), dus er kan niet één creditnota van worden gemaakt.',
    action: 'Maak voor elk van deze facturen een retourorder.',
  },
  return_kind_differs: {
    title: 'Exact Online heeft een ander document gemaakt',
    message:
      'Retourorder {order} staat in Exact Online als {number}, maar dat is geen creditnota: het is een document van type {kind}.',
    action: 'Verwerk het niet: corrigeer of verwijder het in Exact Online en crediteer de klant met de hand.',
  },
  return_needs_approval: {
    title: 'Een tweede persoon moet akkoord geven voor de retour',
    message:
      'Retourorder {order} van {customer} wacht op akkoord. Hij wordt een creditnota van {amount} voor order {original} (factuur {invoices}): {lines}.',
    action:
      'Vraag akkoord, met een reden. Zodra iemand anders akkoord heeft gegeven, gaat hij vanzelf. Verandert er iets aan, dan is opnieuw akkoord nodig.',
  },
  return_not_invoiced: {
    title: 'Wat terugkomt is niet gefactureerd',
    message:
      'Retourorder {order} neemt {wanted} van {product} terug, maar geen verwerkte factuur van order {original} in Exact Online heeft dat product.',
    action:
      'Verwerk eerst de factuur van order {original} in Exact Online en klik dan op Opnieuw proberen. Is het als deel van een set verkocht, crediteer het daar dan met de hand.',
  },
  return_not_reduction: {
    title: 'De order is geen retour',
    message: 'Order {order} is geen retourorder, dus er valt niets terug te nemen.',
    action: 'Maak in Salesforce een retourorder van order {order} voor wat terugkomt.',
  },
  return_not_selected: {
    title: 'De instellingen laten de retour weg',
    message: 'Retourorder {order} voldoet niet aan de voorwaarde van de retourflow.',
    action: 'Niets, of laat een beheerder de voorwaarde in de instellingen van Tandem wijzigen.',
  },
  return_of_several_orders: {
    title: 'De retour neemt meerdere orders terug',
    message: 'Retourorder {order} neemt producten van meerdere orders terug, zoals {one} en {other}.',
    action: 'Maak voor elk van die orders een retourorder.',
  },
  return_original_gone: {
    title: 'De order die terugkomt is weg',
    message:
      'Exact Online heeft de verkooporder van order {original} niet meer, dus er is niets van retourorder {order} gecrediteerd.',
    action: 'Crediteer het met de hand in Exact Online.',
  },
  return_original_not_sent: {
    title: 'De order die terugkomt staat niet in Exact Online',
    message: 'Retourorder {order} neemt producten terug van order {original}, die Tandem niet naar Exact Online heeft verzonden.',
    action: 'Verzend eerst order {original}, of crediteer het met de hand in Exact Online als het zonder Tandem is gefactureerd.',
  },
  return_price_differs: {
    title: 'Het komt voor een andere prijs terug',
    message: 'Retourorder {order} neemt {product} terug voor {price}, maar order {original} verkocht het voor {sold}.',
    action: 'Geef het product in retourorder {order} de prijs waarvoor het is verkocht.',
  },
  return_price_unclear: {
    title: 'Het is voor verschillende prijzen gefactureerd',
    message:
      'Het product {product} van order {original} is voor verschillende prijzen gefactureerd, en niets zegt welke daarvan retourorder {order} terugneemt.',
    action: 'Crediteer het met de hand in Exact Online.',
  },
  return_quantity_unusable: {
    title: 'Het aantal neemt niets terug',
    message: 'Retourorder {order} heeft {quantity} van {product}. Wat terugkomt is minder dan nul.',
    action: 'Geef het product in retourorder {order} een negatief aantal, of haal het eraf.',
  },
  return_reference_taken: {
    title: 'Een andere creditnota heeft deze referentie',
    message:
      'Exact Online heeft al een creditnota met de referentie {reference} ({numbers}), met andere producten of aantallen dan retourorder {order}. Er is niets gemaakt.',
    action:
      'Vergelijk beide. Is het dezelfde retour, maak dan producten en aantallen aan beide kanten gelijk; zo niet, geef die in Exact Online een andere referentie. Klik daarna op Opnieuw proberen.',
  },
  return_without_lines: {
    title: 'De retour heeft geen producten',
    message: 'Retourorder {order} heeft geen orderproducten, dus er valt niets te crediteren.',
    action: 'Voeg aan retourorder {order} toe wat terugkomt.',
  },
  return_without_original: {
    title: 'De retour zegt niet wat hij terugneemt',
    message: 'Een product van retourorder {order} noemt geen product van een andere order dat het terugneemt.',
    action: 'Maak de retourorder vanuit de order waarvan de producten terugkomen.',
  },
};
