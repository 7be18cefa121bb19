import type { ORDER_ERRORS } from '../../../catalogue/orders.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `ORDER_ERRORS`. */
export const DUTCH_ORDERS: Translation<typeof ORDER_ERRORS> = {
  order_not_found: {
    title: 'De order bestaat niet',
    message: 'Salesforce heeft geen order met de id {order}, of de integratiegebruiker mag die niet zien.',
    action: 'Controleer het record; een beheerder controleert of orders met de integratiegebruiker zijn gedeeld.',
  },
  order_without_lines: {
    title: 'De order heeft geen producten',
    message: 'Order {order} heeft geen orderproducten. Exact Online neemt geen order zonder regels aan.',
    action: 'Voeg minstens een product toe aan order {order} en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_status_not_chosen: {
    title: 'De order is nog niet klaar om te versturen',
    message: 'Order {order} heeft de status "{status}". Orders gaan naar Exact Online met {sent}.',
    action: 'Geef order {order} zo een status als de order klaar is.',
  },
  order_before_start: {
    title: 'De order is ouder dan het startpunt',
    message: 'Order {order} is {dated}. Dat is voor het startpunt van de orderflow, {start}: de order gaat alleen met de hand.',
    action: 'Klik op de order op Send to Exact Online als hij daar hoort.',
  },
  order_of_other_division: {
    title: 'De order gaat naar een andere administratie',
    message: 'Order {order} gaat volgens de regels van de orderflow naar administratie {division}, niet naar {here}.',
    action: 'Klik op de order op Send to Exact Online, of start de orderflow voor administratie {division}.',
  },
  order_not_selected: {
    title: 'De order voldoet niet aan de voorwaarde',
    message: 'Order {order} voldoet niet aan de voorwaarde in de instellingen van de orderflow.',
    action: 'Niets, of laat een beheerder de voorwaarde in de instellingen van Tandem wijzigen.',
  },
  order_source_off: {
    title: 'Records van deze soort worden niet verzonden',
    message:
      'Tandem verzendt geen records van {object} naar Exact Online: de instellingen van de orderflow noemen andere, dus {order} blijft hier.',
    action: 'Niets, of laat een beheerder {object} toevoegen aan de bronnen van de orderflow.',
  },
  order_key_unusable: {
    title: 'Er is niets waaraan het in Exact Online te herkennen is',
    message:
      'Het veld {field} van {order} moet het nummer in Exact Online worden en bevat "{reference}". Dat kan niet: een nummer is 1 tot {most} tekens lang. Er is niets verzonden.',
    action: 'Vul het veld {field} van {order} in en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_deal_sent: {
    title: 'De deal staat al in Exact Online',
    message: 'Deze deal staat in Exact Online als order {number}, door {object} {other}. {order} wordt niet ook verzonden.',
    action:
      'Niets. Is {order} iets anders dat verkocht is, haal het dan van de opportunity of offerte af en klik op Send to Exact Online.',
  },
  order_deal_goes: {
    title: 'De deal gaat met een ander record naar Exact Online',
    message: 'Deze deal gaat naar Exact Online door {object} {other}. {order} wordt niet ook verzonden.',
    action: 'Niets. Kan {object} {other} niet verzonden worden, klik dan op Send to Exact Online op {order}.',
  },
  order_deal_found: {
    title: 'De deal staat misschien al in Exact Online',
    message:
      'In Exact Online staat order {number} met de referentie {reference}, die van {object} {other} van dezelfde deal is. {order} wordt niet ook verzonden.',
    action:
      'Klik op Send to Exact Online op {object} {other}: is order {number} daarvan, dan wordt die gekoppeld. Zo niet, haal {order} dan van de opportunity of offerte af en klik op Send to Exact Online.',
  },
  order_deal_open: {
    title: 'Het is nog niet bekend of de deal is aangekomen',
    message: 'De deal van {order} is onderweg naar Exact Online door {object} {other}, en het antwoord is nog niet bekend.',
    action: 'Niets: Tandem kijkt zo weer.',
  },
  order_product_unknown: {
    title: 'Een product is niet gekoppeld aan Exact Online',
    message: 'Order {order} heeft het product {product}, waarvan geen artikel in Exact Online staat.',
    action:
      'Maak het artikel {product} aan in Exact Online: zodra het is gesynchroniseerd, gaat de order vanzelf. Of vervang het product op order {order} en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_item_not_sold: {
    title: 'Exact Online verkoopt een product niet',
    message:
      'Order {order} heeft het product {product}, dat in Exact Online niet als verkoopartikel is gemarkeerd. Er is niets verstuurd.',
    action:
      'Markeer het artikel {product} in Exact Online als verkoopartikel, of vervang het product op order {order}, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_item_not_active: {
    title: 'Een product is op de dag van de order niet te koop',
    message: 'Order {order} is van {day}, en het product {product} daarop {window} in Exact Online. Er is niets verstuurd.',
    action:
      'Verbeter de begindatum van order {order} in Salesforce, of de datums van het artikel {product} in Exact Online, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_item_fraction: {
    title: 'Een product gaat alleen per heel stuk',
    message:
      'Order {order} heeft {quantity} van het product {product}, dat Exact Online alleen in hele aantallen verkoopt. Er is niets verstuurd.',
    action:
      'Verbeter het aantal van {product} op order {order}, of sta bij het artikel in Exact Online delen toe, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_price_quantity_unusable: {
    title: 'Een prijs is van een aantal stuks dat Tandem niet kan lezen',
    message:
      'De prijs van het product {product} op order {order} is van {pieces} stuks, zoals Stuks per prijs op het orderproduct zegt. Tandem leest 1, 10, 100, 1000 en 10000. Er is niets verstuurd.',
    action:
      'Verbeter Stuks per prijs, en daarmee aantal en verkoopprijs, op dat orderproduct, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_price_quantity_doubtful: {
    title: 'Een prijs is misschien van een ander aantal stuks',
    message:
      'Order {order} heeft het product {product} voor {price} per {pieces}, terwijl het prijsboek {listPrice} per {listPieces} zegt. Aantal en prijs zijn misschien voor een ander aantal stuks ingevoerd. Er is niets verstuurd.',
    action:
      'Bekijk aantal, verkoopprijs en Stuks per prijs van dat orderproduct in Salesforce en verbeter wat niet klopt: leeg en 1 zijn voor losse stuks. Een hoge korting hoort in Regelkorting. Klik daarna op Opnieuw proberen of Send to Exact Online.',
  },
  order_set_without_parts: {
    title: 'Een samenstelling heeft geen onderdelen in Exact Online',
    message:
      'Order {order} heeft de samenstelling {product}, die als onderdelen verstuurd moet worden, maar administratie {company} in Exact Online heeft er geen onderdelen van. Er is niets verstuurd.',
    action:
      'Voer de onderdelen van {product} in Exact Online in, of laat, als het geen samenstelling meer is, de stroom Samenstellingen lopen zodat het product dat ook zegt. Klik daarna op Opnieuw proberen of Send to Exact Online.',
  },
  order_set_unnoted: {
    title: 'Er is geen plaats om te noteren als wat een samenstelling verstuurd werd',
    message:
      'Order {order} heeft de samenstelling {product}, die als onderdelen verstuurd moet worden, maar {object} heeft geen veld dat Tandem mag lezen en dat dit noteert. Er is niets verstuurd.',
    action:
      'Voor een beheerder: geef {object} een lang tekstveld en noem het als sets bij de resultaten van deze bron, met rechten voor de integratiegebruiker, of laat {product} als één regel versturen met de voorwaarde van de instelling Samenstellingen op een order. Klik daarna op Opnieuw proberen of Send to Exact Online.',
  },
  order_set_too_large: {
    title: 'Een samenstelling heeft te veel onderdelen',
    message:
      'Order {order} heeft de samenstelling {product} met {count} onderdelen, terwijl samenstellingen van hoogstens {most} als onderdelen verstuurd worden. Er is niets verstuurd.',
    action:
      'Laat {product} als één regel versturen met de voorwaarde van de instelling Samenstellingen op een order, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_set_part_unclear: {
    title: 'Niemand kan zeggen wat een onderdeel van een samenstelling waard is',
    message:
      'Order {order} heeft de samenstelling {product}, waarvan het onderdeel {part} in Exact Online {fault}. Er is niets verstuurd.',
    action: 'Verbeter {part} van {product} in Exact Online en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_set_price_too_fine: {
    title: 'Geen prijs van een onderdeel geeft het bedrag',
    message:
      'Order {order} heeft de samenstelling {product}, waarvan het onderdeel {part} op {amount} voor {quantity} komt: een prijs per stuk zou meer decimalen vragen dan prijzen hebben. Er is niets verstuurd.',
    action:
      'Laat {product} als één regel versturen met de voorwaarde van de instelling Samenstellingen op een order, of verdeel het over meer orderproducten. Klik daarna op Opnieuw proberen of Send to Exact Online.',
  },
  order_set_vat_unclear: {
    title: 'De btw-code van een samenstelling is niet bekend',
    message:
      'Order {order} heeft de samenstelling {product}, waarvan de onderdelen in Exact Online andere btw-codes hebben dan de samenstelling zelf. Welke code de samenstelling krijgt, is niet bekend: het orderproduct, de debiteur en het artikel hebben er geen. Er is niets verstuurd.',
    action:
      'Geef het artikel {product} een btw-code verkoop in Exact Online, of het orderproduct een btw-code in Salesforce, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_item_gone: {
    title: 'Een product staat niet meer in Exact Online',
    message:
      'Order {order} heeft het product {product}, waarvan administratie {company} in Exact Online het artikel niet heeft. Er is niets verstuurd.',
    action: 'Vervang het product op order {order} en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_item_of_other_company: {
    title: 'Een product hoort bij een andere administratie in Exact Online',
    message:
      'Order {order} gaat naar administratie {company} in Exact Online, maar het product {product} daarop komt uit administratie {other}. Er is niets verstuurd.',
    action:
      'Voor een beheerder: kies op het tabblad Instellingen van Tandem Setup dezelfde administratie voor producten en orders en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_unit_unknown: {
    title: 'Exact Online kent een eenheid niet',
    message:
      'Order {order} heeft het product {product} in de eenheid "{unit}", die Exact Online niet heeft. Er is niets verstuurd.',
    action:
      'Verbeter de eenheid op order {order}, of laat een beheerder de regel voor de eenheid in de instellingen van Tandem verbeteren, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_unit_differs: {
    title: 'Een product wordt in een andere eenheid verkocht',
    message:
      'Order {order} heeft het product {product} in de eenheid "{unit}", maar Exact Online verkoopt het in "{itemUnit}". Er is niets verstuurd.',
    action: 'Geef het product op order {order} de eenheid van Exact Online en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_vat_code_unusable: {
    title: 'Een btw-code is niet bruikbaar voor verkoop',
    message:
      'Order {order} zou voor het product {product} btw-code {code} krijgen, en die code {state} in Exact Online. Er is niets verstuurd.',
    action:
      'Verbeter de btw-code van het artikel {product} in Exact Online, of laat een beheerder de tabel met btw-codes op het tabblad Instellingen van Tandem Setup verbeteren, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_period_closed: {
    title: 'Een order valt in een gesloten periode',
    message:
      'Order {order} is van {day}, in periode {period}, waarin elk verkoopdagboek in Exact Online gesloten is. Er is niets verstuurd.',
    action:
      'Verbeter de begindatum van order {order} in Salesforce, of laat de boekhouder de periode in Exact Online openen, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_cost_centre_missing: {
    title: 'Een regel heeft geen kostenplaats',
    message:
      'Het product {product} op order {order} heeft geen kostenplaats, en volgens de instellingen heeft elke regel er een nodig. Er is niets verstuurd.',
    action:
      'Vul op dat orderproduct in wat de regel voor de kostenplaats leest, of laat een beheerder in de instellingen van Tandem een regel voor Line.CostCenter toevoegen, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_price_negative: {
    title: 'Een prijs is negatief',
    message:
      'Het product {product} op order {order} kost {price}, en {customer} is een bedrijf in België: de gestructureerde factuur neemt geen negatieve prijs. Er is niets verstuurd.',
    action:
      'Haal het bedrag van de prijs van een andere regel af, of geef het als korting in, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_vat_unclear: {
    title: 'Welke btw een regel heeft, is niet te zeggen',
    message:
      'Welke btw het product {product} op order {order} heeft, is niet te zeggen: {why}. Bekend is: {facts}. Er is niets verstuurd.',
    action: 'Wat te doen: {remedy}. Klik daarna op Opnieuw proberen of Send to Exact Online.',
  },
  order_vat_code_undecided: {
    title: 'Een regel heeft geen btw-code die zeker is',
    message: 'Het product {product} op order {order} is {sale}, en {fault}. Er is niets verstuurd.',
    action: 'Wat te doen: {remedy}. Klik daarna op Opnieuw proberen of Send to Exact Online.',
  },
  customer_vat_code_unusable: {
    title: 'De btw-code van de klant is niet bruikbaar voor verkoop',
    message:
      'Order {order} zou btw-code {code} van klant {customer} krijgen, en die code {state} in Exact Online. Er is niets verstuurd.',
    action:
      'Verbeter de btw-code verkoop van de debiteur van {customer} in Exact Online en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_currency_unknown: {
    title: 'Exact Online heeft de valuta niet',
    message:
      'Order {order} is in {currency}, een valuta die administratie {company} in Exact Online niet heeft. Er is niets verstuurd.',
    action:
      'Voeg de valuta {currency} toe in Exact Online, of verbeter de valuta van order {order}, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_total_differs: {
    title: 'De totalen zouden verschillen',
    message:
      'Order {order} zou in Exact Online een totaal van {exact} hebben, maar Salesforce zegt {salesforce}. Er is niets verstuurd.',
    action:
      'Controleer prijzen, aantallen en kortingen van order {order} en klik op Opnieuw proberen of Send to Exact Online. Een beheerder kan in de instellingen van Tandem een verschil in centen toestaan.',
  },
  order_total_differs_in_exact: {
    title: 'Exact Online heeft een ander totaal berekend',
    message:
      'Order {order} staat in Exact Online als {number}, met een totaal van {exact} in plaats van de verwachte {expected}.',
    action: 'Vergelijk beide orders en verbeter die in Exact Online. Controleer de btw-codes van de artikelen en van de klant.',
  },
  order_reference_ambiguous: {
    title: 'Exact Online heeft meerdere orders met deze referentie',
    message:
      'Exact Online heeft {count} verkooporders met de referentie {reference} ({numbers}). Tandem weet daarom niet welke order {order} is.',
    action:
      'Geef de verkeerde in Exact Online een andere referentie en klik op order {order} op Opnieuw proberen of Send to Exact Online.',
  },
  order_reference_taken: {
    title: 'Een andere order heeft deze referentie in Exact Online',
    message:
      'Exact Online heeft een andere order met de referentie {reference}, dus order {order} is niet verstuurd. In Salesforce: {salesforce}. In Exact Online: {exact}.',
    action:
      'Vergelijk beide. Is het dezelfde order, maak dan debiteur en regels aan beide kanten gelijk; zo niet, geef die in Exact Online een andere referentie. Klik daarna op order {order} op Opnieuw proberen of Send to Exact Online.',
  },
  order_link_unknown: {
    title: 'Er is geen order om te koppelen',
    message: 'Exact Online heeft geen verkooporder {number} met de referentie {reference}, dus order {order} is niet gekoppeld.',
    action: 'Klik op order {order} nogmaals op Send to Exact Online: daar staat wat er nu is.',
  },
  order_begun_in_other_company: {
    title: 'De order staat misschien in een andere administratie',
    message:
      'Order {order} was onderweg naar administratie {division} toen de instellingen orders een andere gaven. Of Exact Online de order daar heeft opgeslagen is niet bekend, dus hij is niet opnieuw verzonden.',
    action:
      'Zoek in administratie {division} naar referentie {reference}. Staat de order daar, laat dan een regel van de orderflow die administratie weer noemen: Tandem vindt hem dan. Staat hij er niet, kies dan Opnieuw verzenden waar dat wordt aangeboden.',
  },
  order_gone_in_exact: {
    title: 'De order is weg uit Exact Online',
    message:
      'Order {order} is verstuurd als verkooporder {number}, maar Exact Online heeft die order niet meer. Hij is niet opnieuw verstuurd.',
    action:
      'Moet hij er weer komen, kies dan Nogmaals sturen waar dat wordt aangeboden, of activeer in Salesforce een kloon van order {order}. Zo niet, dan hoeft er niets te gebeuren.',
  },
  order_changed_after_sending: {
    title: 'Na het versturen gewijzigd',
    message:
      'Order {order} is gewijzigd nadat hij was verstuurd als verkooporder {number}: de twee verschillen. In Salesforce: {salesforce}. In Exact Online: {exact}.',
    action:
      'Breng dezelfde wijziging aan in Exact Online of draai haar terug in Salesforce en klik op order {order} op Opnieuw proberen of Send to Exact Online.',
  },
  order_outcome_open: {
    title: 'Het is nog niet bekend of de order is aangekomen',
    message: 'Het antwoord van Exact Online voor order {order} ging zojuist verloren, en de order staat er nog niet.',
    action: 'Niets: Tandem kijkt zo weer en stuurt de order alleen als hij niet is aangekomen.',
  },
  order_write_back_refused: {
    title: 'Salesforce neemt het resultaat niet aan',
    message: 'Order {order} staat in Exact Online als {number}, maar Salesforce weigert dat op te slaan: {problem}',
    action:
      'Voor een beheerder: geef de integratiegebruiker de machtiging "Edit Activated Orders", controleer de validatieregels van orders en klik op Opnieuw proberen. De order gaat niet twee keer.',
  },
  order_credit_blocked: {
    title: 'De klant heeft te veel open staan voor deze order',
    message: 'Order {order} van {amount} voor {customer} is niet naar Exact Online verzonden. {why}',
    action:
      'Laat {customer} betalen of verhoog de kredietlimiet in Exact Online en klik dan op Opnieuw proberen of Send to Exact Online; waar Tandem krediet en facturen volgt, gaat de order dan vanzelf. Of vraag met een reden om goedkeuring: een tweede persoon kan de order doorlaten.',
  },
};
