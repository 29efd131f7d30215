import type { Plugin } from './syntax/ast.ts';

/**
 * Filters, tests and lookups that are not built in, by the collection that has them: those that Ansible still finds by a short name, and
 * those of the collections of `ansible` and `community`. A full name needs no list.
 */
const elsewhere: Readonly<Record<Plugin['kind'], Readonly<Record<string, string>>>> = {
  filter: {
    'ansible.netcommon':
      'comp_type5 hash_salt parse_cli parse_cli_textfsm parse_xml type5_pw vlan_expander vlan_parser',
    'ansible.utils':
      'consolidate from_xml get_path index_of ip4_hex keep_keys param_list_compare remove_keys replace_keys to_paths to_xml usable_range validate',
    'community.crypto':
      'openssl_csr_info openssl_privatekey_info openssl_publickey_info parse_serial split_pem to_serial x509_certificate_info x509_crl_info',
    'community.dns':
      'get_public_suffix get_registrable_domain quote_txt remove_public_suffix remove_registrable_domain reverse_pointer unquote_txt',
    'community.general':
      'accumulate crc32 from_csv from_ini hashids_decode hashids_encode jc keep_keys lists_difference lists_intersect lists_symmetric_difference lists_union remove_keys replace_keys reveal_ansible_type to_days to_hours to_ini to_milliseconds to_minutes to_months to_seconds to_time_unit to_weeks to_years unicode_normalize',
    'community.hashi_vault': 'vault_login_token',
    'community.routeros': 'list_to_dict quote_argument quote_argument_value',
    'community.sops': 'decrypt',
    'google.cloud': 'gcp_kms_decrypt gcp_kms_encrypt',
    'kubernetes.core': 'k8s_config_resource_name',
  },
  test: {
    'ansible.utils': 'validate',
    'community.general': 'a_module ansible_type fqdn_valid',
  },
  lookup: {
    'amazon.aws': 'aws_account_attribute aws_secret aws_service_ip_ranges aws_ssm',
    'ansible.utils': 'get_path index_of to_paths validate',
    'community.dns': 'lookup lookup_as_dict lookup_rfc8427',
    'community.general':
      'binary_file bitwarden bitwarden_secrets_manager chef_databag collection_version consul_kv credstash cyberarkpassword dependent dig dnstxt dsv etcd etcd3 filetree github_app_access_token hiera keyring lastpass lmdb_kv manifold merge_variables onepassword onepassword_doc onepassword_raw onepassword_ssh_key passwordstore random_pet random_string random_words redis revbitspss shelvefile tss',
    'community.google': 'gcp_storage_file',
    'community.grafana': 'grafana_dashboard',
    'community.hashi_vault':
      'hashi_vault vault_ansible_settings vault_kv1_get vault_kv2_get vault_list vault_login vault_read vault_token_create vault_write',
    'community.mongodb': 'mongodb',
    'community.network': 'avi',
    'community.rabbitmq': 'rabbitmq',
    'community.skydive': 'skydive',
    'community.sops': 'sops',
    'community.windows': 'laps_password',
    'cyberark.conjur': 'conjur_variable',
    'infoblox.nios_modules': 'nios nios_lookup nios_next_ip nios_next_network',
    'kubernetes.core': 'k8s kustomize openshift',
    'wti.remote': 'cpm_metering cpm_status',
  },
};

const inCollection = /^([a-z_]\w*\.[a-z_]\w*)\.(?:\w+\.)*(\w+)$/i;

/** That a filter, test or lookup is one of a collection, which is not built in; `undefined` for one that nobody knows. */
export function notBuilt({ kind, name }: Plugin): string | undefined {
  const [, named, short = name] = inCollection.exec(name) ?? [];
  const builtin = named !== undefined && /^ansible\.(?:builtin|legacy)$/.test(named);
  if (named !== undefined && !builtin) return `the ${kind} \`${name}\` is not built into runbook`;
  const known = Object.entries(elsewhere[kind]).filter(([place]) => !builtin || place === 'ansible.builtin');
  const collection = known.find(([, names]) => names.split(' ').includes(short))?.[0];
  return collection && `the ${kind} \`${short}\` of \`${collection}\` is not built into runbook`;
}
