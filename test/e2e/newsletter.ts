import type { SendMailOptions } from 'nodemailer';
import { plainPng } from './canary.ts';

/** Mail as shops send it: tables, pictures on their server, a logo that came along, one that did not, and a pixel that spies. */
export const newsletter = (server: string): SendMailOptions => ({
  from: 'Padaria Central <carla@padariacentral.example>',
  subject: 'Novidades da semana',
  text: 'As novidades da semana.',
  html: `<table width="100%" bgcolor="#f4f1ea"><tr><td align="center" style="padding:16px">
<table width="560" bgcolor="#ffffff" style="font-family:Georgia,serif;color:#3b2f26">
<tr><td style="padding:16px"><img src="cid:logo@padaria" width="120" height="40" alt="Padaria Central"> <img src="cid:selo@padaria" alt="Selo de qualidade"></td></tr>
<tr><td><img src="${server}/hero-560x180-b5651d.png" width="560" height="180" alt="Pães frescos todos os dias"></td></tr>
<tr><td style="padding:16px"><h2 style="margin:0 0 8px">Novidades da semana</h2><p>Olá! Esta semana temos pão de queijo, bolo de fubá e o forno novo que muita gente pediu.</p></td></tr>
<tr><td style="padding:0 16px"><table width="100%"><tr>
<td width="50%" align="center"><img src="${server}/one-220x140-d9a441.png" width="220" height="140" alt="Pão de queijo"><br>Pão de queijo<br><b>R$ 18,90</b></td>
<td width="50%" align="center"><img src="${server}/two-220x140-7a8f3c.png" alt="Bolo de fubá"><br>Bolo de fubá<br><b>R$ 24,00</b></td></tr></table></td></tr>
<tr><td align="center" style="padding:16px;font-size:12px;color:#8a7d70">Rua das Flores, 12 · <a href="${server}/sair">Sair da lista</a></td></tr></table>
<img src="${server}/open-1x1-000000.gif" width="1" height="1"></td></tr></table>`,
  attachments: [
    { filename: 'logo.png', content: plainPng(120, 40, '8c4a2f'), contentType: 'image/png', cid: 'logo@padaria' },
  ],
});
