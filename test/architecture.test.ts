import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { channels } from '../server/channels/index.ts';

/** The import table of ARCHITECTURE.md, held. Every arrow in the house is either listed here or a failure. */

const root = resolve(import.meta.dirname, '..');
const leftToRight = ['settings', 'agents', 'fields', 'contacts', 'auth', 'tickets'];
const besideEachOther = [
  'inboxes',
  'topics',
  'sla',
  'assignment',
  'csat',
  'views',
  'search',
  'articles',
  'live',
  'notifications',
  'webhooks',
  'reports',
  'security',
  'triage',
];
/** They build on all before them. */
const atTheRight = ['automation', 'bulk'];
const rooms = [...leftToRight, ...besideEachOther, ...atTheRight];
const assemblers = /^server\/(main|app|rooms|worker|schedule|parts|sending|cli)(\.ts$|\/)/;
const schemaTypes = 'server/migrations/tables.ts';

type Import = { from: string; to: string };

function files(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []; // a wing nobody has built in yet
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function isTest(path: string): boolean {
  return /\.(test|contract|fixture)\.tsx?$/.test(path);
}

function importsOf(path: string): Import[] {
  const text = readFileSync(join(root, path), 'utf8');
  const named = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/g,
  );
  return [...named].map((found) => {
    const target = found[1] ?? found[2] ?? found[3] ?? '';
    const to = target.startsWith('.') ? relative(root, resolve(root, dirname(path), target)) : `package:${target}`;
    return { from: path, to };
  });
}

const wings = ['domain', 'contract', 'server', 'ui', 'web', 'portal', 'widget'];
const everyImport = wings
  .flatMap((wing) => files(wing))
  .filter((path) => !isTest(path))
  .flatMap(importsOf);

function roomOf(path: string): string | null {
  const name = path.split('/')[1] ?? '';
  return path.startsWith('server/') && rooms.includes(name) ? name : null;
}

function isPackage(to: string, ...names: string[]): boolean {
  return names.some((name) => to === `package:${name}` || to.startsWith(`package:${name}/`));
}

function mayRoomImport(room: string, to: string): boolean {
  if (to.startsWith('package:') || to === schemaTypes) return true;
  if (/^(server\/platform|domain|contract)\//.test(to) || to === 'server/channels/channel.ts') return true;
  if (to.startsWith(`server/${room}/`)) return true;
  if (room === 'inboxes' && to === 'server/channels/index.ts') return true;
  const other = roomOf(to);
  if (other === null) return false;
  const isCommandOrRead = /^server\/\w+\/(commands|reads)(\/|\.ts)/.test(to);
  const isLeft = leftToRight.includes(room)
    ? leftToRight.indexOf(other) >= 0 && leftToRight.indexOf(other) < leftToRight.indexOf(room)
    : leftToRight.includes(other) || atTheRight.indexOf(other) < atTheRight.indexOf(room);
  return isCommandOrRead && isLeft;
}

function mayImport({ from, to }: Import): boolean {
  if (from.startsWith('domain/')) return to.startsWith('domain/') || isPackage(to, 'zod', 're2js');
  if (from.startsWith('contract/')) return /^(contract|domain)\//.test(to) || isPackage(to, 'zod');
  if (from.startsWith('ui/')) return to.startsWith('ui/') || to.startsWith('package:');
  if (from.startsWith('web/')) return /^(web|ui|contract|domain|locales)\//.test(to) || to.startsWith('package:');
  if (from.startsWith('portal/')) return /^(portal|ui|contract|domain|locales)\//.test(to) || to.startsWith('package:');
  if (from.startsWith('widget/')) return /^(widget|contract)\//.test(to);
  if (assemblers.test(from)) return to.startsWith('package:') || /^(server|domain|contract)\//.test(to);
  if (from.startsWith('server/platform/')) {
    return (
      to.startsWith('package:') ||
      /^server\/platform\//.test(to) ||
      ['domain/errors.ts', 'domain/permissions.ts', 'domain/events.ts', schemaTypes].includes(to)
    );
  }
  if (from.startsWith('server/channels/')) {
    const own = from.split('/').slice(0, 3).join('/');
    if (from === 'server/channels/index.ts') return to.startsWith('server/channels/');
    return (
      to.startsWith('package:') ||
      to === 'server/channels/channel.ts' ||
      to.startsWith(`${own}/`) ||
      /^(server\/platform|domain|contract)\//.test(to)
    );
  }
  if (/^server\/automation\/actions\/(?!(action|find)\.ts)/.test(from)) {
    return (
      to.startsWith('server/automation/actions/') ||
      to.startsWith('domain/') ||
      isPackage(to, 'zod') ||
      /^server\/\w+\/commands(\/|\.ts)/.test(to)
    );
  }
  const room = roomOf(from);
  if (room !== null) return mayRoomImport(room, to);
  return from === schemaTypes;
}

describe('the house', () => {
  test('has enough files for this test to mean something', () => {
    expect(everyImport.length).toBeGreaterThan(300);
  });

  test('imports only along the arrows of the table', () => {
    const wrong = everyImport.filter((each) => !mayImport(each)).map((each) => `${each.from} -> ${each.to}`);
    expect(wrong).toEqual([]);
  });

  test('names no channel outside the channel folders', () => {
    const ids = channels.map((channel) => channel.id).join('|');
    const pattern = new RegExp(`channel(\\.id)?\\s*[!=]==?\\s*['"](${ids})['"]|switch\\s*\\([^)]*channel`, 'i');
    const naming = wings
      .flatMap((wing) => files(wing))
      .filter((path) => !isTest(path) && !path.startsWith('server/channels/'))
      .filter((path) => pattern.test(readFileSync(join(root, path), 'utf8')));
    expect(naming).toEqual([]);
  });

  test('keeps SQL in reads and stores', () => {
    const writesSql = /\bsql(<[^>]*>)?`|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/;
    const elsewhere = files('server')
      .filter((path) => roomOf(path) !== null && !isTest(path))
      .filter((path) => !/\/(reads|store)(\/|\.ts|-)/.test(path) && !/search-document\.ts$/.test(path))
      .filter((path) => writesSql.test(readFileSync(join(root, path), 'utf8')));
    expect(elsewhere).toEqual([]);
  });

  test('has no circle of files', () => {
    const edges = new Map<string, string[]>();
    for (const each of everyImport) {
      if (each.to.startsWith('package:')) continue;
      edges.set(each.from, [...(edges.get(each.from) ?? []), each.to]);
    }
    expect(circles(edges)).toEqual([]);
  });
});

function circles(edges: Map<string, string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    if (done.has(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  return found;
}
