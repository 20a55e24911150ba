# bash completion for tessera-cli: the program itself generates the candidates.

_tessera_cli ()
{
  local line typed=${COMP_LINE:0:COMP_POINT}
  COMPREPLY=()
  while IFS= read -r line; do
    # Inside quotes nothing needs escaping; elsewhere the candidates have to be escaped for bash.
    [[ $2 == [\"\']* ]] || printf -v line '%q' "$line"
    # In --org=acme and http://acme bash replaces only what follows the last of these characters.
    if [[ $line == *[=:]* && $typed == *[=:]* ]]; then
      line=${line#"${line%"${line##*[=:]}"}"}
    fi
    COMPREPLY+=("$line")
  done < <(tessera-cli __complete --line "$typed" 2> /dev/null)
}

complete -o default -F _tessera_cli tessera-cli
