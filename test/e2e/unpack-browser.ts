import { join } from 'node:path';
import { inflate } from '@sparticuz/chromium';

/** Unpacks the archives of the folder named on the command line into the temporary folder. */
const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
const packed = process.argv[2] ?? '';
await Promise.all(archives.map((name) => inflate(join(packed, name))));
