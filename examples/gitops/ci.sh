#!/bin/sh
# What every pipeline runs, in the folder of the Pulumi project: ci.sh preview | up | drift
#
#   PULUMI_STACK        the stack
#   IPV6_POLICY         folder of the policy pack; none unless set. IPV6_POLICY_CONFIG: its settings
#   IPV6_ALLOW_DELETE   "yes" lets a plan delete or replace resources that are paid for
#   PULUMI_IPV6         the command pulumi-ipv6, if it is not in node_modules
#
# It writes plan.json, preview.json, events.json, report.json and comment.md (for people) into the folder. Exit codes: 0 if
# all is well, 3 if the clouds differ from the program, any other code if something failed or was refused.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
stack=${PULUMI_STACK:?the stack}
command=${PULUMI_IPV6:-npx --no-install pulumi-ipv6}
drifted=3

# Makes a plan and writes the comment about it, also about a refused plan. Further arguments go to the preview.
plan() {
  rm -f plan.json preview.json events.json comment.md report.json
  code=0
  # The engine knows --event-log only with that variable. Policy violations are only in that log.
  # shellcheck disable=SC2086 # words on purpose
  PULUMI_DEBUG_COMMANDS=1 pulumi preview --stack "$stack" --non-interactive --json --event-log events.json \
    --save-plan plan.json $policy "$@" > preview.json || code=$?
  $command report preview.json --out comment.md --json report.json || [ -s comment.md ]
  node "$here/checks.js" "$word" || [ "$code" -ne 0 ] || code=1
  return "$code"
}

word=${1:-}
policy=
if [ -n "${IPV6_POLICY:-}" ]; then
  policy="--policy-pack $IPV6_POLICY${IPV6_POLICY_CONFIG:+ --policy-pack-config $IPV6_POLICY_CONFIG}"
fi

case $word in
preview)
  plan
  ;;
up)
  # A new plan: the clouds and the branch may have changed since the pull request. It binds the update that follows.
  plan
  # shellcheck disable=SC2086
  pulumi up --stack "$stack" --non-interactive --yes --skip-preview --plan plan.json $policy
  ;;
drift)
  # Reads the clouds and writes no state. Exit code 7 is the engine's for "there are changes".
  code=0
  plan --refresh --expect-no-changes || code=$?
  [ "$code" -ne 7 ] || code=$drifted
  exit "$code"
  ;;
*)
  echo "usage: ci.sh preview | up | drift" >&2
  exit 2
  ;;
esac
