/**
 * The file operations that a helper runs on a volume, for BusyBox's shell. A refusal is a word on its output and exit code 9. The script
 * enters a path folder by folder and checks its position after each, so links are followed only within the volume. It then works on
 * entries of the current folder. Paths have been validated before (`lib/files/schema.ts`): no `..`, not empty, not absolute.
 */
export const fileScript = `
set -u
staged=
no() { [ -z "$staged" ] || rm -f -- "/data/$staged"; printf '%s' "$1"; exit 9; }

# Into a folder of the volume.
enter() {
  cd -P /data
  rest=$1
  while [ -n "$rest" ]; do
    part=\${rest%%/*}
    case "$rest" in */*) rest=\${rest#*/} ;; *) rest= ;; esac
    if [ -L "./$part" ]; then [ ! -e "./$part" ] || [ -d "./$part" ] || no noFolder
    elif [ ! -e "./$part" ]; then no missing
    elif [ ! -d "./$part" ]; then no noFolder
    fi
    cd -P "./$part" 2>/dev/null || no link
    here=$(pwd -P; echo x)
    case "$here" in /data/*|"/data
"*) ;; *) no link ;; esac
  done
}
# Into the folder of a path; $leaf is its last part.
reach() {
  case "$1" in */*) enter "\${1%/*}"; leaf=\${1##*/} ;; *) enter ""; leaf=$1 ;; esac
}
# To a file, through links within the volume.
reachFile() {
  reach "$1"
  if [ -L "./$leaf" ]; then
    whole=$(readlink -f "./$leaf"; echo x)
    whole=\${whole%??}
    case "$whole" in /data/?*) ;; *) no link ;; esac
    cd -P "\${whole%/*}/" 2>/dev/null || no link
    leaf=\${whole##*/}
    [ ! -L "./$leaf" ] || no link
  fi
  [ -e "./$leaf" ] || no missing
  [ ! -d "./$leaf" ] || no folder
  [ -f "./$leaf" ] || no special
}
absent() { [ ! -e "./$leaf" ] && [ ! -L "./$leaf" ] || no exists; }
size() { find /data -xdev -type f -exec stat -c %s {} + | awk '{ sum += $1 } END { printf "%.0f", sum }'; }
sum() { sha256sum < "./$leaf" | cut -c1-64; }

op=$1
case "$op" in
list)
  enter "$2"
  find . -mindepth 1 -maxdepth 1 -exec stat -c '%f %s %Y %n' {} + 2>/dev/null | head -c "$3" ;;
where)
  reachFile "$2"
  stat -c '%s %Y' "./$leaf" || no missing
  here=$(pwd -P; echo x)
  printf '%s/%s' "\${here%??}" "$leaf" ;;
text)
  reachFile "$2"
  stat -c '%s %Y' "./$leaf" || no missing
  head -c "$3" "./$leaf" ;;
place)
  staged=$3
  reach "$2"
  [ ! -L "./$leaf" ] || no isLink
  [ ! -d "./$leaf" ] || no folder
  [ ! -e "./$leaf" ] || [ -f "./$leaf" ] || no special
  case "$4" in
    any) ;;
    new) absent ;;
    *) [ -f "./$leaf" ] && [ "$(sum)" = "$4" ] || no changed ;;
  esac
  old=0
  if [ -f "./$leaf" ]; then
    old=$(stat -c %s "./$leaf")
    chown "$(stat -c %u:%g "./$leaf")" "/data/$staged"
    chmod "$(stat -c %a "./$leaf")" "/data/$staged"
  else
    chown "$(stat -c %u:%g .)" "/data/$staged"
  fi
  total=$(size)
  [ $((total - old)) -le "$5" ] || no full
  mv -f "/data/$staged" "./$leaf" || no failed
  echo $((total - old)) ;;
folder)
  reach "$2"; absent
  mkdir "./$leaf" || no failed
  chown "$(stat -c %u:%g .)" "./$leaf"; size ;;
delete)
  reach "$2"
  [ -e "./$leaf" ] || [ -L "./$leaf" ] || no missing
  rm -rf "./$leaf" || no failed
  size ;;
move)
  reach "$2"
  [ -e "./$leaf" ] || [ -L "./$leaf" ] || no missing
  from=$(pwd -P; echo x); from=\${from%??}/$leaf
  reach "$3"; absent
  to=$(pwd -P; echo x); to=\${to%??}
  case "$to/" in "$from/"*) no within ;; esac
  mv -n "$from" "./$leaf" || no failed ;;
discard)
  rm -f "/data/$2" ;;
esac
`;
