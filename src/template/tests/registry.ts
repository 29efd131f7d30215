import { uriTest, urlTest, urnTest } from './addresses.ts';
import { callableTest } from './callable.ts';
import { changedTest } from './changed.ts';
import { geTest, gtTest, leTest, ltTest, neTest } from './comparisons.ts';
import { containsTest } from './contains.ts';
import { definedTest } from './defined.ts';
import { directoryTest } from './directory.ts';
import { divisiblebyTest, evenTest, oddTest } from './divisibility.ts';
import { eqTest } from './eq.ts';
import { escapedTest } from './escaped.ts';
import { failedTest } from './failed.ts';
import { fileTest } from './file.ts';
import { inTest } from './in.ts';
import {
  inAnyNetworkTest,
  inNetworkTest,
  inOneNetworkTest,
  ipAddressTest,
  ipTest,
  ipv4AddressTest,
  ipv4HostmaskTest,
  ipv4NetmaskTest,
  ipv4Test,
  ipv6AddressTest,
  ipv6Ipv4MappedTest,
  ipv6SixtofourTest,
  ipv6TeredoTest,
  ipv6Test,
  loopbackTest,
  macTest,
  multicastTest,
  privateTest,
  publicTest,
  reservedTest,
  resolvableTest,
  subnetOfTest,
  supernetOfTest,
  unspecifiedTest,
} from './ip-tests.ts';
import { iterableTest } from './iterable.ts';
import { finishedTest, startedTest } from './jobs.ts';
import { lowerTest, upperTest } from './letter-case.ts';
import { mappingTest } from './mapping.ts';
import { matchTest } from './match.ts';
import { noneTest } from './none.ts';
import { numberTest } from './number.ts';
import { floatTest, integerTest, nanTest } from './number-kinds.ts';
import { absTest, existsTest, linkExistsTest, linkTest, mountTest, sameFileTest } from './paths.ts';
import { filterTest, testTest } from './plugin-names.ts';
import { allTest, anyTest } from './quantifiers.ts';
import { reachableTest, unreachableTest } from './reachability.ts';
import { regexTest } from './regex.ts';
import { sameasTest } from './sameas.ts';
import { searchTest } from './search.ts';
import { sequenceTest } from './sequence.ts';
import { skippedTest } from './skipped.ts';
import { stringTest } from './string.ts';
import { subsetTest, supersetTest } from './subset.ts';
import { succeededTest } from './succeeded.ts';
import type { Test } from './test.ts';
import { booleanTest, falseTest, trueTest } from './truth.ts';
import { falsyTest, truthyTest } from './truthy.ts';
import { undefinedTest } from './undefined.ts';
import { vaultEncryptedTest } from './vault-encrypted.ts';
import { versionTest } from './version.ts';

/** Every test by its short name. */
export const tests: Readonly<Record<string, Test>> = {
  '!=': neTest,
  '<': ltTest,
  '<=': leTest,
  '==': eqTest,
  '>': gtTest,
  '>=': geTest,
  abs: absTest,
  all: allTest,
  any: anyTest,
  boolean: booleanTest,
  callable: callableTest,
  change: changedTest,
  changed: changedTest,
  contains: containsTest,
  defined: definedTest,
  directory: directoryTest,
  divisibleby: divisiblebyTest,
  eq: eqTest,
  equalto: eqTest,
  escaped: escapedTest,
  even: evenTest,
  exists: existsTest,
  failed: failedTest,
  failure: failedTest,
  false: falseTest,
  falsy: falsyTest,
  file: fileTest,
  filter: filterTest,
  finished: finishedTest,
  float: floatTest,
  ge: geTest,
  greaterthan: gtTest,
  gt: gtTest,
  in: inTest,
  in_any_network: inAnyNetworkTest,
  in_network: inNetworkTest,
  in_one_network: inOneNetworkTest,
  integer: integerTest,
  ip: ipTest,
  ip_address: ipAddressTest,
  ipv4: ipv4Test,
  ipv4_address: ipv4AddressTest,
  ipv4_hostmask: ipv4HostmaskTest,
  ipv4_netmask: ipv4NetmaskTest,
  ipv6: ipv6Test,
  ipv6_address: ipv6AddressTest,
  ipv6_ipv4_mapped: ipv6Ipv4MappedTest,
  ipv6_sixtofour: ipv6SixtofourTest,
  ipv6_teredo: ipv6TeredoTest,
  is_abs: absTest,
  is_dir: directoryTest,
  is_file: fileTest,
  is_link: linkTest,
  is_mount: mountTest,
  is_same_file: sameFileTest,
  isnan: nanTest,
  issubset: subsetTest,
  issuperset: supersetTest,
  iterable: iterableTest,
  le: leTest,
  lessthan: ltTest,
  link: linkTest,
  link_exists: linkExistsTest,
  loopback: loopbackTest,
  lower: lowerTest,
  lt: ltTest,
  mac: macTest,
  mapping: mappingTest,
  match: matchTest,
  mount: mountTest,
  multicast: multicastTest,
  nan: nanTest,
  ne: neTest,
  none: noneTest,
  number: numberTest,
  odd: oddTest,
  private: privateTest,
  public: publicTest,
  reachable: reachableTest,
  regex: regexTest,
  reserved: reservedTest,
  resolvable: resolvableTest,
  same_file: sameFileTest,
  sameas: sameasTest,
  search: searchTest,
  sequence: sequenceTest,
  skip: skippedTest,
  skipped: skippedTest,
  started: startedTest,
  string: stringTest,
  subnet_of: subnetOfTest,
  subset: subsetTest,
  succeeded: succeededTest,
  success: succeededTest,
  successful: succeededTest,
  supernet_of: supernetOfTest,
  superset: supersetTest,
  test: testTest,
  true: trueTest,
  truthy: truthyTest,
  undefined: undefinedTest,
  unreachable: unreachableTest,
  unspecified: unspecifiedTest,
  upper: upperTest,
  uri: uriTest,
  url: urlTest,
  urn: urnTest,
  vault_encrypted: vaultEncryptedTest,
  version: versionTest,
  version_compare: versionTest,
};
