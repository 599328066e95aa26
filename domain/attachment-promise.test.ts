import { describe, expect, test } from 'vitest';
import { promisesAttachment } from './attachment-promise.ts';

describe('a reply that promises a file', () => {
  test.each([
    'Segue em anexo o boleto.',
    'Segue anexo.',
    'Bom dia, Carla!\nSeguem os documentos anexos.',
    'Envio a segunda via da nota anexa',
    'O contrato vai anexado a esta mensagem.',
    'Anexei o comprovante',
    'Anexo o relatório que pediu.',
    'Estou anexando a planilha.',
    'No anexo você encontra o passo a passo.',
    'SEGUE EM ANEXO',
    'Please find attached the invoice.',
    'I have attached the log file',
    "I'm attaching two screenshots.",
    'See attachment',
    'The enclosed form must be signed.',
    'We attach the contract for your signature.',
    'Thanks for your patience! The guide is attached.',
  ])('%s', (text) => {
    expect(promisesAttachment(text)).toBe(true);
  });
});

describe('a reply that promises none', () => {
  test.each([
    '',
    'O boleto venceu ontem.',
    'Recebi o anexo, obrigado.',
    'Não consegui abrir o arquivo em anexo.',
    'O documento em anexo que você enviou está ilegível.',
    'Por favor, pode anexar a nota?',
    'Anexe a foto do produto e responda este e-mail.',
    'Seu e-mail chegou sem anexo.',
    'O comprovante não foi anexado.',
    'Thank you, I received the attachment.',
    'The file you attached is empty.',
    'The photo you have sent as an attachment does not open.',
    'There was nothing attached to your mail.',
    'I could not open the file in the attachment.',
    'Could you attach a screenshot?',
    'Her answer is below.\n> Please find attached the invoice.',
    'He is very attentive.',
  ])('%j', (text) => {
    expect(promisesAttachment(text)).toBe(false);
  });

  test('another sentence may still promise one', () => {
    expect(promisesAttachment('Recebi o seu anexo. Segue em anexo o contrato corrigido.')).toBe(true);
  });
});
