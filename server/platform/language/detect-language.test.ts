import { expect, test } from 'vitest';
import { detectLanguage } from './detect-language.ts';

test.each<[string, string | null]>([
  ['Olá, bom dia. Quando a nota fiscal do pedido 1234 será enviada? Preciso dela até sexta-feira.', 'pt'],
  ['boleto vencido, segue anexo para conferência', 'pt'],
  ['Hello, when will the invoice for my last order be sent? I need it by Friday.', 'en'],
  ['Hola, buenos días. Quisiera saber cuándo me enviarán la factura del pedido.', 'es'],
  ['Guten Tag, wann wird die Rechnung für unsere Bestellung verschickt?', 'de'],
  ['Bonjour, quand la facture de ma commande sera-t-elle envoyée ?', 'fr'],
  ['Buongiorno, quando verrà spedita la fattura del nostro ordine?', 'it'],
  ['Goedemorgen, wanneer wordt de factuur van mijn bestelling verzonden?', 'nl'],
  ['ok', null],
  ['', null],
  ['12345-6 http://a.example/b?c=d ana@padaria.example', null],
])('%j is %s', async (text, language) => {
  expect(await detectLanguage(text)).toBe(language);
});
