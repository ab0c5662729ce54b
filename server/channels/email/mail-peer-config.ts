/** What Dovecot and Postfix are told when tests start them. */

export interface PeerPorts {
  readonly imap: number
  /** IMAP over TLS. */
  readonly imaps: number
  readonly lmtp: number
  readonly auth: number
  /** Where shops hand over what they send: signed in, over STARTTLS or plain. */
  readonly submission: number
  /** Where the world's mail servers bring what is for us. */
  readonly mx: number
  /** Where Dovecot asks whose an access token is; a test that has tokens listens there. */
  readonly tokens: number
}

export const dovecotConfig = (folder: string, { ports, uid, gid }: { ports: PeerPorts; uid: number; gid: number }): string => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
listen = 127.0.0.1
protocols = imap lmtp
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
# A wrong password is answered at once, and the next one too.
auth_failure_delay = 0
mail_location = maildir:${folder}/mail/%u
mail_uid = ${uid}
mail_gid = ${gid}
first_valid_uid = 1
first_valid_gid = 1
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = ${folder}/oauth2.conf
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${ports.imap}
  }
  inet_listener imaps {
    address = 127.0.0.1
    port = ${ports.imaps}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
service auth {
  inet_listener {
    address = 127.0.0.1
    port = ${ports.auth}
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
`

export const oauthConfig = ({ tokens }: PeerPorts): string => `
tokeninfo_url = http://127.0.0.1:${tokens}/info?access_token=
username_attribute = email
`

export const postfixMain = (folder: string, { lmtp, auth }: PeerPorts): string => `
compatibility_level = 3.6
config_directory = ${folder}/postfix
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = ${folder}/postfix.log
maillog_file_prefixes = /
myhostname = mx.shop.test
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = shop.test, mail.test
virtual_mailbox_maps = texthash:${folder}/boxes
virtual_transport = lmtp:inet:127.0.0.1:${lmtp}
# Nothing leaves this machine.
default_transport = error:there is no world outside
disable_dns_lookups = yes
smtp_dns_support_level = disabled
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_tls_cert_file = ${folder}/cert.pem
smtpd_tls_key_file = ${folder}/key.pem
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${auth}
# A mailbox that was away a moment ago is tried again at once.
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
message_size_limit = 40000000
mailbox_size_limit = 0
virtual_mailbox_limit = 0
`

/** The services that one needs to take an e-mail, hand it on and report about it; none in a chroot. */
export const postfixMaster = ({ mx, submission }: PeerPorts): string => `
127.0.0.1:${mx} inet n - n - - smtpd
127.0.0.1:${submission} inet n - n - - smtpd
  -o smtpd_tls_security_level=may
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`
