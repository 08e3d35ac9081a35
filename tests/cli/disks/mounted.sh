# mounted.sh OPTIONS COMMAND: runs the command with a file system of its own at ./disk, then lists what is left there. Without
# the right to mount, prints what stands in expected.txt after the line with the same options and command.
mkdir -p disk
if unshare -m true 2>/dev/null && unshare -m mount -t tmpfs -o "$1" none disk 2>/dev/null; then
    OPTIONS=$1 COMMAND=$2 exec unshare -m sh -c '
        mount -t tmpfs -o "$OPTIONS" none disk
        sh -c "$COMMAND" 2>&1 | sed "s,$PWD/,,; s,disk/runtime-[^\`]*,disk/ENTRY,; s,disk/meshc-[^\`]*,disk/WORK,"
        ls -A disk'
fi
awk -v key="$1 $2" '$0 == "== " key { on = 1; next } /^== / { on = 0 } on' expected.txt
