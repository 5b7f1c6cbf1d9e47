# The front door. `make run` builds and runs, `make test` passes all tests.
.PHONY: run test check bench format docs setup-run setup-test

# Two tests at a time.
PYTEST = .build/venv/bin/pytest -q -n 2 --dist worksteal -p no:cacheprovider -o tmp_path_retention_policy=none

# So many tests at once as two cores can serve: all of them together starve each other until they give up on the database.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH = 32

# A test that waits for ever ends the run instead of holding it.
SWIFT_TEST = timeout --kill-after 30s 20m swift test --skip-build

run: setup-run
	@Scripts/build
	.build/release/gatehouse serve --data data

test: setup-test
	swift build --build-tests
	$(SWIFT_TEST)
	Scripts/with-postgres $(SWIFT_TEST)
	swift build --product gatehouse
	$(PYTEST) Tests/CommandTests Tests/BrowserTests

# Everything that CI holds: format, layers, warnings, all tests, generated documents.
check: setup-test
	swift format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks
	Scripts/check-imports
	Scripts/check-commits
	$(MAKE) test
	Scripts/check-docs

bench:
	Scripts/setup bench
	swift build -c release --static-swift-stdlib --product gatehouse
	swift build -c release --static-swift-stdlib --product benchmarks
	POSTGRES_DURABLE=1 Scripts/with-postgres .build/release/benchmarks

format:
	swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks

docs:
	swift build --product gatehouse
	.build/debug/gatehouse configuration > Docs/configuration.md

setup-run:
	@Scripts/setup run

setup-test:
	@Scripts/setup test
