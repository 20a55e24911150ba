# bash completion for tessera-cli: the program itself knows what can come.

_tessera_cli ()
{
  local line typed=${COMP_LINE:0:COMP_POINT}
  COMPREPLY=()
  while IFS= read -r line; do
    # In a quotation nothing needs an escape; elsewhere bash has to be told.
    [[ $2 == [\"\']* ]] || printf -v line '%q' "$line"
    # Of --org=acme and http://acme bash replaces only what follows the last of these characters.
    if [[ $line == *[=:]* && $typed == *[=:]* ]]; then
      line=${line#"${line%"${line##*[=:]}"}"}
    fi
    COMPREPLY+=("$line")
  done < <(tessera-cli __complete --line "$typed" 2> /dev/null)
}

complete -o default -F _tessera_cli tessera-cli
