import { absFilter } from './abs.ts';
import { attrFilter } from './attr.ts';
import { b64decodeFilter } from './b64decode.ts';
import { b64encodeFilter } from './b64encode.ts';
import { basenameFilter } from './basename.ts';
import { batchFilter } from './batch.ts';
import { boolFilter } from './bool.ts';
import { capitalizeFilter } from './capitalize.ts';
import { centerFilter } from './center.ts';
import { checksumFilter } from './checksum.ts';
import { cidrMergeFilter } from './cidr-merge.ts';
import { combinationsFilter } from './combinations.ts';
import { combineFilter } from './combine.ts';
import { commentFilter } from './comment.ts';
import { commonpathFilter } from './commonpath.ts';
import { counterFilter } from './counter.ts';
import { defaultFilter } from './default.ts';
import { dictFilter } from './dict.ts';
import { dictKvFilter } from './dict-kv.ts';
import { dict2itemsFilter } from './dict2items.ts';
import { dictsortFilter } from './dictsort.ts';
import { differenceFilter } from './difference.ts';
import { dirnameFilter } from './dirname.ts';
import { escapeFilter } from './escape.ts';
import { expanduserFilter } from './expanduser.ts';
import { expandvarsFilter } from './expandvars.ts';
import { extractFilter } from './extract.ts';
import { fileglobFilter } from './fileglob.ts';
import { filesizeformatFilter } from './filesizeformat.ts';
import type { Filter } from './filter.ts';
import { firstFilter } from './first.ts';
import { flattenFilter } from './flatten.ts';
import { floatFilter } from './float.ts';
import { formatFilter } from './format.ts';
import { fromJsonFilter } from './from-json.ts';
import { fromYamlFilter } from './from-yaml.ts';
import { fromYamlAllFilter } from './from-yaml-all.ts';
import { groupbyFilter } from './groupby.ts';
import { groupbyAsDictFilter } from './groupby-as-dict.ts';
import { hashFilter } from './hash.ts';
import { humanReadableFilter } from './human-readable.ts';
import { humanToBytesFilter } from './human-to-bytes.ts';
import { hwaddrFilter, macaddrFilter } from './hwaddr.ts';
import { indentFilter } from './indent.ts';
import { intFilter } from './int.ts';
import { intersectFilter } from './intersect.ts';
import { ipaddrFilter } from './ipaddr.ts';
import { ipmathFilter } from './ipmath.ts';
import { ipsubnetFilter } from './ipsubnet.ts';
import { ipv4Filter } from './ipv4.ts';
import { ipv6Filter } from './ipv6.ts';
import { ipwrapFilter } from './ipwrap.ts';
import { itemsFilter } from './items.ts';
import { items2dictFilter } from './items2dict.ts';
import { joinFilter } from './join.ts';
import { jsonQueryFilter } from './json-query.ts';
import { lastFilter } from './last.ts';
import { lengthFilter } from './length.ts';
import { listFilter } from './list.ts';
import { listsMergebyFilter } from './lists-mergeby.ts';
import { logFilter } from './log.ts';
import { lowerFilter } from './lower.ts';
import { mandatoryFilter } from './mandatory.ts';
import { mapFilter } from './map.ts';
import { maxFilter } from './max.ts';
import { md5Filter } from './md5.ts';
import { minFilter } from './min.ts';
import { networkInNetworkFilter, networkInUsableFilter, reduceOnNetworkFilter } from './network-membership.ts';
import { normpathFilter } from './normpath.ts';
import { nextNthUsableFilter, previousNthUsableFilter } from './nth-usable.ts';
import { nthhostFilter } from './nthhost.ts';
import { passwordHashFilter } from './password-hash.ts';
import { pathJoinFilter } from './path-join.ts';
import { permutationsFilter } from './permutations.ts';
import { powFilter } from './pow.ts';
import { pprintFilter } from './pprint.ts';
import { productFilter } from './product.ts';
import { quoteFilter } from './quote.ts';
import { randomFilter } from './random.ts';
import { randomMacFilter } from './random-mac.ts';
import { realpathFilter } from './realpath.ts';
import { regexEscapeFilter } from './regex-escape.ts';
import { regexFindallFilter } from './regex-findall.ts';
import { regexReplaceFilter } from './regex-replace.ts';
import { regexSearchFilter } from './regex-search.ts';
import { rejectFilter } from './reject.ts';
import { rejectattrFilter } from './rejectattr.ts';
import { rekeyOnMemberFilter } from './rekey-on-member.ts';
import { relpathFilter } from './relpath.ts';
import { replaceFilter } from './replace.ts';
import { reverseFilter } from './reverse.ts';
import { rootFilter } from './root.ts';
import { roundFilter } from './round.ts';
import { safeFilter } from './safe.ts';
import { selectFilter } from './select.ts';
import { selectattrFilter } from './selectattr.ts';
import { sha1Filter } from './sha1.ts';
import { shuffleFilter } from './shuffle.ts';
import { slaacFilter } from './slaac.ts';
import { sliceFilter } from './slice.ts';
import { sortFilter } from './sort.ts';
import { splitFilter } from './split.ts';
import { splitextFilter } from './splitext.ts';
import { strftimeFilter } from './strftime.ts';
import { stringFilter } from './string.ts';
import { striptagsFilter } from './striptags.ts';
import { subelementsFilter } from './subelements.ts';
import { sumFilter } from './sum.ts';
import { symmetricDifferenceFilter } from './symmetric-difference.ts';
import { ternaryFilter } from './ternary.ts';
import { titleFilter } from './title.ts';
import { toDatetimeFilter } from './to-datetime.ts';
import { toJsonFilter } from './to-json.ts';
import { toNiceJsonFilter } from './to-nice-json.ts';
import { toNiceYamlFilter } from './to-nice-yaml.ts';
import { toUuidFilter } from './to-uuid.ts';
import { toYamlFilter } from './to-yaml.ts';
import { tojsonFilter } from './tojson.ts';
import { trimFilter } from './trim.ts';
import { truncateFilter } from './truncate.ts';
import { typeDebugFilter } from './type-debug.ts';
import { unionFilter } from './union.ts';
import { uniqueFilter } from './unique.ts';
import { unvaultFilter } from './unvault.ts';
import { upperFilter } from './upper.ts';
import { urldecodeFilter } from './urldecode.ts';
import { urlencodeFilter } from './urlencode.ts';
import { urlizeFilter } from './urlize.ts';
import { urlsplitFilter } from './urlsplit.ts';
import { vaultFilter } from './vault.ts';
import { versionSortFilter } from './version-sort.ts';
import { winBasenameFilter } from './win-basename.ts';
import { winDirnameFilter } from './win-dirname.ts';
import { winSplitdriveFilter } from './win-splitdrive.ts';
import { wordcountFilter } from './wordcount.ts';
import { wordwrapFilter } from './wordwrap.ts';
import { xmlattrFilter } from './xmlattr.ts';
import { zipFilter } from './zip.ts';
import { zipLongestFilter } from './zip-longest.ts';

/** Every filter by its short name. */
export const filters: Readonly<Record<string, Filter>> = {
  abs: absFilter,
  attr: attrFilter,
  b64decode: b64decodeFilter,
  b64encode: b64encodeFilter,
  basename: basenameFilter,
  batch: batchFilter,
  bool: boolFilter,
  capitalize: capitalizeFilter,
  center: centerFilter,
  checksum: checksumFilter,
  cidr_merge: cidrMergeFilter,
  combinations: combinationsFilter,
  combine: combineFilter,
  comment: commentFilter,
  commonpath: commonpathFilter,
  count: lengthFilter,
  counter: counterFilter,
  d: defaultFilter,
  default: defaultFilter,
  dict: dictFilter,
  dict2items: dict2itemsFilter,
  dict_kv: dictKvFilter,
  dictsort: dictsortFilter,
  difference: differenceFilter,
  dirname: dirnameFilter,
  e: escapeFilter,
  escape: escapeFilter,
  expanduser: expanduserFilter,
  expandvars: expandvarsFilter,
  extract: extractFilter,
  fileglob: fileglobFilter,
  filesizeformat: filesizeformatFilter,
  first: firstFilter,
  flatten: flattenFilter,
  float: floatFilter,
  forceescape: escapeFilter,
  format: formatFilter,
  from_json: fromJsonFilter,
  from_yaml: fromYamlFilter,
  from_yaml_all: fromYamlAllFilter,
  groupby: groupbyFilter,
  groupby_as_dict: groupbyAsDictFilter,
  hash: hashFilter,
  human_readable: humanReadableFilter,
  human_to_bytes: humanToBytesFilter,
  hwaddr: hwaddrFilter,
  indent: indentFilter,
  int: intFilter,
  intersect: intersectFilter,
  ipaddr: ipaddrFilter,
  ipmath: ipmathFilter,
  ipsubnet: ipsubnetFilter,
  ipv4: ipv4Filter,
  ipv6: ipv6Filter,
  ipwrap: ipwrapFilter,
  items: itemsFilter,
  items2dict: items2dictFilter,
  join: joinFilter,
  json_query: jsonQueryFilter,
  last: lastFilter,
  length: lengthFilter,
  list: listFilter,
  lists_mergeby: listsMergebyFilter,
  log: logFilter,
  lower: lowerFilter,
  macaddr: macaddrFilter,
  mandatory: mandatoryFilter,
  map: mapFilter,
  max: maxFilter,
  md5: md5Filter,
  min: minFilter,
  network_in_network: networkInNetworkFilter,
  network_in_usable: networkInUsableFilter,
  next_nth_usable: nextNthUsableFilter,
  normpath: normpathFilter,
  nthhost: nthhostFilter,
  password_hash: passwordHashFilter,
  path_join: pathJoinFilter,
  permutations: permutationsFilter,
  pow: powFilter,
  pprint: pprintFilter,
  previous_nth_usable: previousNthUsableFilter,
  product: productFilter,
  quote: quoteFilter,
  random: randomFilter,
  random_mac: randomMacFilter,
  realpath: realpathFilter,
  reduce_on_network: reduceOnNetworkFilter,
  regex_escape: regexEscapeFilter,
  regex_findall: regexFindallFilter,
  regex_replace: regexReplaceFilter,
  regex_search: regexSearchFilter,
  reject: rejectFilter,
  rejectattr: rejectattrFilter,
  rekey_on_member: rekeyOnMemberFilter,
  relpath: relpathFilter,
  replace: replaceFilter,
  reverse: reverseFilter,
  root: rootFilter,
  round: roundFilter,
  safe: safeFilter,
  select: selectFilter,
  selectattr: selectattrFilter,
  sha1: sha1Filter,
  shuffle: shuffleFilter,
  slaac: slaacFilter,
  slice: sliceFilter,
  sort: sortFilter,
  split: splitFilter,
  splitext: splitextFilter,
  strftime: strftimeFilter,
  string: stringFilter,
  striptags: striptagsFilter,
  subelements: subelementsFilter,
  sum: sumFilter,
  symmetric_difference: symmetricDifferenceFilter,
  ternary: ternaryFilter,
  title: titleFilter,
  to_datetime: toDatetimeFilter,
  to_json: toJsonFilter,
  to_nice_json: toNiceJsonFilter,
  to_nice_yaml: toNiceYamlFilter,
  to_uuid: toUuidFilter,
  to_yaml: toYamlFilter,
  tojson: tojsonFilter,
  trim: trimFilter,
  truncate: truncateFilter,
  type_debug: typeDebugFilter,
  union: unionFilter,
  unique: uniqueFilter,
  unvault: unvaultFilter,
  upper: upperFilter,
  urldecode: urldecodeFilter,
  urlencode: urlencodeFilter,
  urlize: urlizeFilter,
  urlsplit: urlsplitFilter,
  vault: vaultFilter,
  version_sort: versionSortFilter,
  win_basename: winBasenameFilter,
  win_dirname: winDirnameFilter,
  win_splitdrive: winSplitdriveFilter,
  wordcount: wordcountFilter,
  wordwrap: wordwrapFilter,
  xmlattr: xmlattrFilter,
  zip: zipFilter,
  zip_longest: zipLongestFilter,
};
