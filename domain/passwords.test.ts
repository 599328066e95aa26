import { expect, test } from 'vitest';
import { passwordProblem } from './passwords.ts';

const ana = { email: 'ana.lima@example.com', name: 'Ana Lima' };

test.each([
  'short',
  'password123',
  'P@ssword!!2026',
  'P4ssw0rd2024',
  'Senha12345',
  '1234567890',
  '0987654321',
  'qwertyuiop',
  'abcdefghijk',
  'aaaaaaaaaaaa',
  'ababababab',
  '1q2w3e4r5t',
  'senha.senha.2026',
  'ana.lima@example.com',
  'Ana Lima 1985',
  'ana.lima2026',
])('refuses %s', (password) => {
  expect(passwordProblem(password, ana)).not.toBeNull();
});

test.each(['tomate azul 7 pontes', 'gute-nacht-mond', 'J8#kd02!mzPq', '这是一个很长的密码呀好吗', 'Atravessei a rua'])(
  'takes %s, whatever it is made of',
  (password) => {
    expect(passwordProblem(password, ana)).toBeNull();
  },
);
