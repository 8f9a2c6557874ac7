# Two commands: `make run` and `make test`. The steps live in xtask; `PORT` and `DATABASE` reach them as they are.
# `make bench ONLY=live,writes` measures these parts only.
# The first time cargo shows how far compiling the steps is, later it keeps quiet.
XTASK := cargo run $(if $(wildcard target/release/xtask),--quiet) --release --package xtask --

.PHONY: run build test dev bench setup
run: ; @$(XTASK) run
build: ; @$(XTASK) build
test: ; @$(XTASK) test
dev: ; @$(XTASK) dev
bench: ; @$(XTASK) bench $(if $(ONLY),--only $(ONLY))
setup: ; @$(XTASK) setup
