"""The results of a test, one a line, in the Test Anything Protocol."""


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def result(self, name, complaints):
        """Passes when there are no complaints; prints those there are."""
        self.count += 1
        self.failed += bool(complaints)
        print(f"{'not ok' if complaints else 'ok'} {self.count} - {name}")
        for complaint in complaints:
            print(f"# {complaint}")

    def found(self, name, said, complaints):
        """Passes when one of the complaints says @said: the check that made them can fail."""
        self.result(f"found: {name}", [] if any(said in line for line in complaints)
                    else [f"nobody said “{said}”", *complaints])

    def end(self):
        """Prints the plan and returns the exit status."""
        print(f"1..{self.count}")
        return 1 if self.failed else 0
