#!/bin/sh
# Adds this machine to Guildhall as a tunnel device: makes a WireGuard key here, shows a code for you to approve in
# your browser, and writes /etc/wireguard/guildhall.conf. The private key never leaves this machine.
#
#   curl -fsS @PORTAL@/api/tunnel/install.sh | sudo sh
#
# GUILDHALL_NAME=name    what the device is called; otherwise its host name
# GUILDHALL_REPLACE=1    replace the configuration of an earlier run
# GUILDHALL_START=1      connect without asking

portal='@PORTAL@'
conf=/etc/wireguard/guildhall.conf

say() { printf '%s\n' "$*"; }
fail() {
  printf 'guildhall: %s\n' "$*" >&2
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

packages() {
  if has apt-get; then say "apt-get install $1"
  elif has dnf; then say "dnf install $1"
  elif has pacman; then say "pacman -S $1"
  elif has apk; then say "apk add $1"
  else say "Debian, Ubuntu: apt-get install $1; Fedora: dnf install $1; Arch: pacman -S $1; Alpine: apk add $1"
  fi
}

# Lower case letters, digits and hyphens, at most 40: as the portal wants a device's name.
name_of() {
  printf '%s' "$1" | tr '[:upper:]' '[:lower:]' | tr -c 'a-z0-9' '-' | sed 's/^-*//' | cut -c 1-40 | sed 's/-*$//'
}

# post PATH: sends $work/question, and sets $status to the HTTP status, or to 000 where there is no answer, and $work/answer to the answer.
post() {
  : >"$work/answer"
  if has curl; then
    status=$(curl -s -m 30 -o "$work/answer" -w '%{http_code}' -H 'Content-Type: application/json' \
      --data-binary "@$work/question" "$portal/api/tunnel/device/$1") || status=000
  else
    # Without a timeout (-T): busybox of Debian crashes with it.
    wget -S -O "$work/answer" --header 'Content-Type: application/json' \
      --post-file "$work/question" "$portal/api/tunnel/device/$1" 2>"$work/headers" || :
    status=$(sed -n 's/.*HTTP\/[0-9.]* \([0-9][0-9][0-9]\).*/\1/p' "$work/headers" | tail -n 1)
    status=${status:-000}
  fi
}

# field NAME PATTERN: the value of a field of the answer, if it is exactly of this form.
field() {
  tr -d '\r\n' <"$work/answer" | sed -n 's/.*"'"$1"'":"\{0,1\}\([^",}]*\).*/\1/p' | grep -Ex "$2" ||
    fail "The portal's answer has no usable $1. Start again, or ask the portal's administrator."
}

fingerprint() {
  if has base64 && has sha256sum; then base64 -d <"$work/public" | sha256sum
  elif has openssl; then openssl base64 -d <"$work/public" | openssl dgst -sha256 -r
  fi | cut -c 1-32 | sed 's/..../& /g; s/ $//'
}

# A question to the person at the terminal, if there is one: standard input is this script.
agrees() {
  (: </dev/tty) 2>/dev/null || return 1
  printf '%s [y/N] ' "$1" >/dev/tty
  read -r reply </dev/tty || return 1
  case $reply in [Yy] | [Yy][Ee][Ss]) return 0 ;; esac
  return 1
}

write_plain() {
  cat <<TEXT
@PLAIN@
TEXT
}

write_routed() {
  cat <<TEXT
@ROUTED@
TEXT
}

# wg-quick refuses addresses of IPv6 where that is disabled.
without_missing() {
  if [ "$(cat /proc/sys/net/ipv6/conf/default/disable_ipv6 2>/dev/null)" = 0 ]; then cat; else sed 's/, [0-9a-f:]*\/128$//'; fi
}

check() {
  [ "$(id -u)" = 0 ] || fail "Run this as root: curl -fsS $portal/api/tunnel/install.sh | sudo sh"
  if ! has wg || ! has wg-quick; then fail "WireGuard's tools are missing. Install them first: $(packages wireguard-tools)"; fi
  if ! has curl && ! has wget; then fail "curl or wget is needed. Install one first: $(packages curl)"; fi
  if [ -e "$conf" ] && [ "${GUILDHALL_REPLACE:-}" != 1 ]; then
    fail "$conf exists already. Set GUILDHALL_REPLACE=1 to replace it; the device of before stays in the portal until you remove it there."
  fi
}

begin() {
  wg genkey >"$work/private"
  wg pubkey <"$work/private" >"$work/public"
  name=$(name_of "${GUILDHALL_NAME:-$(uname -n | cut -d . -f 1)}")
  printf '{"name":"%s","publicKey":"%s"}' "${name:-device}" "$(cat "$work/public")" >"$work/question"
  post start
  case $status in
    200 | 201) ;;
    000) fail "$portal can't be reached. Check the network and try again." ;;
    429) fail "Too many devices were started from here. Try again in ten minutes." ;;
    503) fail "The portal doesn't take tunnel devices right now. Try again later." ;;
    *) fail "The portal refused with status $status. Try again, or ask its administrator." ;;
  esac
  device_code=$(field deviceCode '[A-Za-z0-9_-]{20,100}')
  user_code=$(field userCode '[A-Z]{4}-[A-Z]{4}')
  expires_in=$(field expiresIn '[0-9]{1,5}')
  interval=$(field interval '[1-9][0-9]{0,2}')
}

show() {
  print=$(fingerprint)
  say "Open this address and approve the device:"
  say ""
  say "  $portal/tunnel?code=$user_code"
  say ""
  say "  Code         $user_code"
  if [ -n "$print" ]; then say "  Fingerprint  $print"; else say "  Public key   $(cat "$work/public")"; fi
  say ""
  say "Approve it only if the page shows the same. Waiting for $((expires_in / 60)) minutes; Ctrl+C ends it."
}

wait_for_approval() {
  printf '{"deviceCode":"%s"}' "$device_code" >"$work/question"
  deadline=$(($(date +%s) + expires_in))
  while :; do
    sleep "$interval"
    post poll
    case $status in
      200) return ;;
      403) fail "The device was declined." ;;
      404 | 410) fail "The code has expired, or was used already. Start again." ;;
    esac
    # Anything else is pending, or trouble on the way that may pass.
    [ "$(date +%s)" -lt "$deadline" ] || fail "The code has expired. Start again."
  done
}

# The texts above use them.
# shellcheck disable=SC2034
collect() {
  four='[0-9]{1,3}(\.[0-9]{1,3}){3}'
  six='[0-9a-f:]{2,39}'
  address=$(field address "$four")
  address6=$(field address6 "$six")
  gateway_key=$(field gatewayKey '[A-Za-z0-9+/]{43}=')
  endpoint=$(field endpoint '([A-Za-z0-9.-]+|\[[0-9a-f:]+\]):[0-9]{1,5}')
  gateway_address=$(field gatewayAddress "$four")
  gateway_address6=$(field gatewayAddress6 "$six")
  routes_answers=$(field routesAnswers 'true|false')
  private_key=$(cat "$work/private")
}

write() {
  mkdir -p "$(dirname "$conf")"
  draft=$(mktemp "$conf.XXXXXX")
  if [ "$routes_answers" = true ]; then write_routed; else write_plain; fi | without_missing >"$draft"
  # What runs by the old configuration also has to end by it.
  if [ -e "$conf" ] && wg show guildhall >/dev/null 2>&1; then
    if [ -d /run/systemd/system ]; then systemctl stop wg-quick@guildhall || :; fi
    wg-quick down guildhall >/dev/null 2>&1 || :
  fi
  mv -f "$draft" "$conf"
  draft=
  say "Approved. The configuration is in $conf."
  if [ "$routes_answers" = true ] && ! has nft; then say "It needs nft. Install it first: $(packages nftables)"; fi
}

start() {
  if [ ! -d /run/systemd/system ] || ! has systemctl; then
    connect='wg-quick up guildhall'
  else
    connect='systemctl enable --now wg-quick@guildhall'
  fi
  if [ "${GUILDHALL_START:-}" = 1 ] || agrees "Connect now, and at every start of this machine?"; then
    $connect || fail "It couldn't be started. Find out why with: $connect"
    say "Connected. Open its ports in the portal."
  else
    say "Connect with: $connect"
  fi
}

main() {
  set -eu
  umask 077
  work=
  draft=
  trap 'rm -rf ${work:+"$work"} ${draft:+"$draft"}' EXIT
  trap 'exit 130' INT TERM HUP
  check
  work=$(mktemp -d)
  begin
  show
  wait_for_approval
  collect
  write
  start
}

# On the last line: a download that was cut off does nothing. Nothing that runs may read the rest of the script.
main </dev/null
