import type { CUSTOMER_ERRORS } from '../../../catalogue/customers.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `CUSTOMER_ERRORS`. */
export const DUTCH_CUSTOMERS: Translation<typeof CUSTOMER_ERRORS> = {
  customer_without_email: {
    title: 'De klant heeft geen e-mailadres',
    message: 'Klant {customer} heeft geen e-mailadres. Tandem kan daarom niet zien of Exact Online deze klant al heeft.',
    action:
      'Vul een e-mailadres in bij een contactpersoon van {customer} en klik op Opnieuw proberen of Send to Exact Online. Of klik op Debiteur kiezen: neem een debiteur op code of naam, of laat een nieuwe maken.',
  },
  customer_ambiguous: {
    title: 'Meerdere debiteuren kunnen deze klant zijn',
    message: 'Exact Online heeft {count} relaties met het e-mailadres {email}: {accounts}. Tandem kiest er geen voor {customer}.',
    action: 'Klik op Debiteur kiezen en neem de juiste op code of naam, of laat een nieuwe debiteur maken voor {customer}.',
  },
  customer_email_shared: {
    title: 'De debiteur met dit e-mailadres hoort bij een ander account',
    message:
      'De debiteur in Exact Online met het e-mailadres {email} is {code} {debtor}, en die hoort bij het account {other}. Tandem neemt die niet voor {customer}.',
    action:
      'Klik op Debiteur kiezen: laat voor {customer} een eigen debiteur maken, of koppel {customer} ook aan {code} {debtor}. Een gekoppelde debiteur houdt naam en adres van {other}.',
  },
  customer_proposed: {
    title: 'Exact Online heeft deze klant misschien onder een andere naam',
    message:
      'In Exact Online staat het e-mailadres {email} bij een contactpersoon van {accounts}. Tandem kan niet zien of dat {customer} is.',
    action: 'Klik op Debiteur kiezen en neem de juiste op code of naam, of laat een nieuwe debiteur maken voor {customer}.',
  },
  customer_blocked: {
    title: 'De debiteur is geblokkeerd in Exact Online',
    message: 'Klant {customer} is in Exact Online debiteur {code} {debtor}, en die debiteur is geblokkeerd.',
    action:
      'Deblokkeer debiteur {code} in Exact Online en klik op Opnieuw proberen of Send to Exact Online. Of klik op Debiteur kiezen en neem een andere.',
  },
  customer_ended: {
    title: 'De debiteur is niet meer actief',
    message: 'Klant {customer} is in Exact Online debiteur {code} {debtor}, en die debiteur is niet actief sinds {since}.',
    action:
      'Wis of wijzig de einddatum van debiteur {code} in Exact Online en klik op Opnieuw proberen of Send to Exact Online. Of klik op Debiteur kiezen en neem een andere.',
  },
  customer_not_started: {
    title: 'De debiteur is nog niet actief',
    message: 'Klant {customer} is in Exact Online debiteur {code} {debtor}, en die debiteur is pas actief vanaf {from}.',
    action:
      'Wijzig de begindatum van debiteur {code} in Exact Online en klik op Opnieuw proberen of Send to Exact Online. Of klik op Debiteur kiezen en neem een andere.',
  },
  customer_not_a_debtor: {
    title: 'De relatie in Exact Online is geen klant',
    message:
      'Klant {customer} is in Exact Online {code} {debtor}, en die relatie is daar {kind}, zodat er niet aan verkocht kan worden.',
    action:
      'Geef {code} {debtor} in Exact Online de status Klant en klik op Opnieuw proberen of Send to Exact Online. Of klik op Debiteur kiezen en neem een andere.',
  },
  customer_gone: {
    title: 'De gekoppelde debiteur staat niet in Exact Online',
    message: 'Klant {customer} is gekoppeld aan {debtor}, maar deze administratie in Exact Online heeft die niet.',
    action: 'Klik op Debiteur kiezen en neem de juiste op code of naam, of laat een nieuwe debiteur maken voor {customer}.',
  },
  customer_link_unclear: {
    title: 'De koppeling van de klant hoort bij een andere administratie',
    message:
      'Wat account {customer} over zijn debiteur vermeldt, is van een andere administratie in Exact Online. Tandem zet die koppeling eerst op een eigen plek.',
    action:
      'Niets: Tandem probeert het vanzelf opnieuw. Blijft dit staan, vraag een beheerder dan of Tandem Exact Links mag schrijven.',
  },
  customer_name_missing: {
    title: 'De contactpersoon heeft geen naam',
    message: 'De contactpersoon van klant {customer} heeft geen voornaam en geen achternaam.',
    action: 'Vul een achternaam in bij de contactpersoon van {customer} en klik op Opnieuw proberen of Send to Exact Online.',
  },
  debtor_not_found: {
    title: 'Exact Online heeft deze debiteur niet',
    message: 'Exact Online heeft geen relatie met de code {code}.',
    action: 'Zoek de debiteur op code of naam en kies hem uit de lijst.',
  },
  default_debtor_missing: {
    title: 'De standaarddebiteur bestaat niet',
    message: 'De instellingen noemen {code} als standaarddebiteur, maar Exact Online heeft geen relatie met die code.',
    action:
      'Voor een beheerder: vul op het tabblad Instellingen van Tandem Setup de code van een bestaande relatie in als debiteur en klik op Opnieuw proberen of Send to Exact Online.',
  },
  deliveries_without_account: {
    title: 'De ontvanger van leveringen is geen account in Salesforce',
    message: 'Leveringen uit het verleden gingen naar {customer}, en geen account in Salesforce hoort daarbij.',
    action: 'Koppel een account aan deze klant en laad de historie opnieuw; wat er al is, wordt niet nogmaals geschreven.',
  },
  invoices_without_account: {
    title: 'De debiteur is geen account in Salesforce',
    message: 'Klant {customer} heeft facturen in Exact Online, en geen account in Salesforce hoort erbij.',
    action: 'Koppel een account aan deze debiteur; alle facturen ervan volgen vanzelf.',
  },
  receivables_differ: {
    title: 'Wat openstaat, verschilt van Exact Online',
    message:
      'De openstaande posten van {customer} zijn samen {here} {currency} in Salesforce, en {there} {currency} in de debiteurenlijst van Exact Online.',
    action:
      'Probeer het hier opnieuw: alles van deze klant wordt dan opnieuw gelezen en vergeleken. Vanzelf wordt niets gewijzigd; zodra beide gelijk zijn, sluit dit de volgende nacht.',
  },
  balance_differs: {
    title: 'Wat op het account openstaat, verschilt van de openstaande posten',
    message: 'Volgens het account {customer} staat {here} open, en de openstaande posten uit Exact Online zijn samen {there}.',
    action:
      'Probeer het hier opnieuw: alles van deze klant wordt dan opnieuw gelezen en vergeleken. Ga na of iemand de velden wijzigt die Tandem vult.',
  },
  customer_changed_on_both_sides: {
    title: 'Een klant is aan beide kanten gewijzigd',
    message:
      'Klant {customer} zegt in Salesforce iets anders dan in Exact Online, en van geen van beide is bekend dat het de oudere is. {values}. Wat {stays} zegt, blijft.',
    action:
      'Niets, als dat klopt. Wijzig het anders nog eens in een van de twee: die wijziging gaat vanzelf naar de andere kant.',
  },
  customer_deleted_in_exact: {
    title: 'De debiteur is verwijderd in Exact Online',
    message:
      'Debiteur {code} van account {customer} is verwijderd in Exact Online; het account is daardoor aan geen debiteur meer gekoppeld.',
    action:
      'Niets, als dat klopt: bij de volgende order wordt een debiteur gezocht of gemaakt. Is hij daar samengevoegd met een andere, verzend dan een order van {customer} en klik op Choose debtor.',
  },
  contact_ambiguous: {
    title: 'Contactpersonen in Salesforce kunnen deze persoon al zijn',
    message:
      'Contactpersoon {contact} in Exact Online kan een van meerdere contactpersonen van {customer} zijn, of een die daar al aan iemand anders is gekoppeld. Tandem maakt er geen en koppelt er geen.',
    action:
      'Verbeter wat ze gemeen hebben, zoals een e-mailadres, of voeg de contactpersonen samen, en klik op Opnieuw proberen.',
  },
  contact_deleted_in_exact: {
    title: 'De contactpersoon is verwijderd in Exact Online',
    message:
      'Contactpersoon {contact} van {customer} is verwijderd in Exact Online. Die in Salesforce is daarom nergens meer aan gekoppeld.',
    action: 'Niets, als dat klopt: de contactpersoon in Salesforce blijft. Verwijder die anders ook daar.',
  },
  customer_merged: {
    title: 'Achter één account staan meerdere debiteuren',
    message:
      'In Salesforce zijn accounts samengevoegd met {customer}, en elk had een eigen debiteur in Exact Online: {accounts}. Tandem wijzigt er geen totdat bekend is welke blijft.',
    action:
      'Klik op Debiteur kiezen en neem de debiteur die blijft. De andere blijven in Exact Online zoals ze zijn: voeg ze daar samen als het één klant is.',
  },
  customer_number_known: {
    title: 'Exact Online heeft deze klant misschien al',
    message:
      'In Exact Online staat van {customer} het {what} {number} bij {accounts}. Zijn dat er meer, of hoort die bij een ander account in Salesforce, dan kiest Tandem er geen.',
    action: 'Klik op Choose debtor en neem de juiste op code of naam, of laat een nieuwe debiteur maken voor {customer}.',
  },
  debtor_ambiguous: {
    title: 'Accounts in Salesforce zijn misschien al deze debiteur',
    message:
      'Aan debiteur {code} {debtor} is geen account gekoppeld, en in Salesforce kan het {accounts} zijn. Tandem maakt geen account en koppelt er geen.',
    action:
      'Vul {code} in als Exact Code op het juiste account, of verbeter wat beide gemeen hebben, zoals een btw-nummer, en klik op Opnieuw proberen.',
  },
};
