import type { Column, Table } from './catalogue.ts';

/** The whole schema on one page, for people: tables, columns, constraints, indexes and triggers. */
export function schemaText(tables: Table[]): string {
  const head = '-- Written by scripts/dump-schema.ts from the catalogue. Read it; change the numbered files.\n';
  return `${head}\n${tables.map(tableText).join('\n\n')}\n`;
}

function tableText(table: Table): string {
  const lines = [...table.columns.map(columnText), ...table.constraints.map((one) => one.definition)];
  const indexes = table.indexes.map((one) => `${one.definition.replace(' ON public.', ' ON ')};`);
  const triggers = table.triggers.map((one) => `${one.definition.replaceAll('public.', '')};`);
  return [`create table ${table.name} (\n  ${lines.join(',\n  ')}\n);`, ...indexes, ...triggers].join('\n');
}

function columnText(column: Column): string {
  const words = [column.name, column.type];
  if (!column.isNullable) words.push('not null');
  if (column.identity !== '') words.push(`generated ${column.identity === 'a' ? 'always' : 'by default'} as identity`);
  if (column.default !== null) words.push(`default ${column.default}`);
  return words.join(' ');
}
