# fish completion for tessera-cli: the program itself generates the candidates.

function __tessera_cli_complete
    set -l words (commandline -opc) (commandline -ct)
    set -g __tessera_cli_found (tessera-cli __complete $words[2..] 2> /dev/null)
    test (count $__tessera_cli_found) -gt 0
end

# Without candidates, fish offers files.
complete -c tessera-cli -n __tessera_cli_complete -f -a '$__tessera_cli_found'
