// Loaded before anything else, also by a Node that cannot read TypeScript: hence plain JavaScript of old.
const [major] = process.versions.node.split('.').map(Number);
if (major < 26) {
  process.stderr.write(
    `Atende needs Node 26 and this is ${process.version}. npm install brings it for Linux, macOS and Windows on x64 and for ` +
      'Linux on arm64, unless optional packages are left out; elsewhere install Node 26 yourself.\n',
  );
  process.exit(1);
}
