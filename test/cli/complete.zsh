# usage: complete.zsh FOLDER LINE    prints the line as a new interactive zsh completes it
#
# FOLDER holds the function of the completion, and is the working directory. The keys are pressed in a terminal of zsh's
# own making; what stands in the line afterwards is written by a widget of its own.
zmodload zsh/zpty
zpty shell 'zsh -f -i'
zpty -w shell "cd '$1'; fpath=('$1' \$fpath); autoload -Uz compinit; compinit -u -D"
zpty -w shell 'show() { print -r -- "COMPLETED $BUFFER" >line; }; zle -N show; bindkey "^I" complete-word "^X" show; print READ""Y'
zpty -r shell ready '*READY*'
zpty -n -w shell "$2"$'\t\x18'
for attempt in {1..100}; do
  [[ ! -s $1/line ]] || break
  sleep 0.1
done
zpty -d shell
cat -- "$1/line"
rm -f -- "$1/line"
