# The jobs by name. Digests decide what is built again (see kefu-docs), so every target is phony.
# A line `target: ... ## English | 中文` is what `make help` prints.

KEFU = .venv/bin/kefu-docs $(if $(DATA),--data "$(DATA)") \
	$(if $(TEMPLATES),--templates "$(TEMPLATES)") $(if $(BUILD),--build "$(BUILD)")
NOTATION = $(if $(FORMAT),--format $(FORMAT))
OPTIONS = $(NOTATION) $(if $(JOBS),--jobs $(JOBS)) $(if $(EXPLAIN),--explain) $(if $(VERIFY),--verify) $(if $(GROUP),--group $(GROUP)) \
	$(SHARED) $(if $(SHARD),--shard "$(SHARD)") $(if $(DRY_RUN),--dry-run) $(if $(NO_LAYOUT_REUSE),--no-layout-reuse) $(if $(EXECUTOR),--executor "$(EXECUTOR)") $(if $(INSECURE),--insecure)
SHARED = $(if $(STORE),--store "$(STORE)")
LOCALE = kefu_docs/locale
# The tests that compare with a file which `--update-golden` writes.
GOLDEN = tests/sample tests/test_errors_document.py tests/pipeline/test_new_shop.py
export PYTHON

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-test check templates template contracts summaries documents packets export form import due wipe severance doctor gallery \
	test test-fast slow-tests update-golden bench bench-cluster wild fuzz soak sweep image-test format lock messages clean

help: ## This list | 显示本列表
	@case "$${LANGUAGE:-$${LC_ALL:-$${LC_MESSAGES:-$$LANG}}}" in zh*) column=2 ;; *) column=1 ;; esac; \
	awk -v column=$$column -F ' ## ' '/^[a-z-]+:.* ## / \
		{ split($$1, name, ":"); split($$2, text, " [|] "); \
		printf "  make %-14s %s\n", name[1], text[column] }' Makefile

setup: ## Install what is missing (LibreOffice, fonts, .venv) | 安装缺少的软件（LibreOffice、字体、.venv）
	@scripts/setup

setup-test:
	@scripts/setup test

check: setup ## Check the records (FORMAT=json, AS_OF=2025-08-31) | 检查记录（FORMAT=json、AS_OF=2025-08-31）
	@$(KEFU) check $(NOTATION) $(if $(AS_OF),--as-of $(AS_OF)) $(if $(CHANGES),--changes $(CHANGES))

templates: setup ## Check the Word templates | 检查 Word 模板
	@$(KEFU) template lint

template: setup ## What a template uses and records lack (NAME=保密协议) | 模板用到什么、记录缺什么（NAME=保密协议）
	@$(KEFU) template show "$(NAME)"

contracts: setup ## Build contracts (ID=E001, ID="E001 E003") | 生成合同（ID=E001，ID="E001 E003"）
	@$(KEFU) contracts $(OPTIONS) $(ID)

summaries: setup ## Build monthly summaries (MONTH=2026-04 ID=E001) | 生成月度总结（MONTH=2026-04 ID=E001）
	@$(KEFU) summaries $(OPTIONS) $(MONTH) $(ID)

documents: setup ## Build documents of your own kinds (KIND=保密协议 ID=E001 MONTH=2026-04) | 生成自定种类的文件（KIND=保密协议 ID=E001 MONTH=2026-04）
	@$(KEFU) documents $(OPTIONS) $(if $(MONTH),--month "$(MONTH)") $(if $(KIND),"$(KIND)") $(ID)

packets: setup ## Build every document and packet (DRY_RUN=1, EXPLAIN=1, VERIFY=1, STORE=s3://…, SHARD=2/8, JOIN=1) | 生成全部文件和合订本（DRY_RUN=1、EXPLAIN=1、VERIFY=1、STORE=s3://…、SHARD=2/8、JOIN=1）
	@$(KEFU) packets $(OPTIONS) $(if $(JOIN),--join $(filter-out 1,$(JOIN)))

export: setup ## Write sheets for Excel to build/excel (SHEET=花名册 MONTH=2026-04 REDACT=1) | 导出 Excel 表格到 build/excel（SHEET=花名册 MONTH=2026-04 REDACT=1）
	@$(KEFU) export $(NOTATION) $(if $(GROUP),--group $(GROUP)) $(if $(MONTH),--month "$(MONTH)") \
		$(if $(REDACT),--redact) $(SHEET)

form: setup ## Blank forms to fill in and import, in build/excel | 空白表格（填好后可导入），在 build/excel
	@$(KEFU) form

import: setup ## Import a roster, or a month's figures (FILE=花名册.xlsx MONTH=2026-04 YES=1) | 导入花名册或一个月的业绩（FILE=花名册.xlsx MONTH=2026-04 YES=1）
	@$(KEFU) import $(if $(MONTH),--month "$(MONTH)") $(if $(YES),--yes) "$(FILE)"

due: setup ## List contracts and probations that end (WITHIN=60d) | 列出到期的合同和试用期（WITHIN=60d）
	@$(KEFU) due $(if $(WITHIN),--within $(WITHIN))

wipe: setup ## Delete everything about a person from build/ (ID=E001) | 从 build/ 删除一个人的全部资料（ID=E001）
	@$(KEFU) wipe $(SHARED) $(ID)

severance: setup ## What the end of a contract costs (ID=E001 ON=2026-06-30) | 解除或终止合同的经济补偿（ID=E001 ON=2026-06-30）
	@$(KEFU) severance $(ID) $(if $(ON),--on $(ON))

doctor: setup ## Look at LibreOffice, fonts and disk, and make a test page | 查看 LibreOffice、字体、隔离和磁盘，试做一页
	@$(KEFU) doctor

gallery: setup-test packets ## Draw every page of the build as a picture | 把生成的每一页画成图片
	@.venv/bin/python -m tests.support.gallery $(or $(BUILD),build)

test: setup-test ## Run the checks of the program itself | 检查程序本身
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/pytest -n auto --dist worksteal

test-fast: setup-test ## Run the tests that need no LibreOffice | 运行不需要 LibreOffice 的测试
	.venv/bin/python -m pytest -p tests.support.line_coverage -m "not office and not slow" --hypothesis-profile=fast

slow-tests: setup-test ## Measure which tests test-fast leaves out | 测量 test-fast 不运行哪些测试
	.venv/bin/pytest -q -m "not office" --hypothesis-profile=fast --write-slow

update-golden: setup-test ## Write tests/golden/ and docs' tables anew | 重写 tests/golden/ 和文档中的表格
	.venv/bin/pytest --update-golden $(GOLDEN)

bench: setup-test ## Measure builds against other ways to the same PDFs | 与其他方法比较速度
	@scripts/setup-bench
	.venv/bin/python -m benchmarks.build

bench-cluster: setup-test ## Measure a build over a cluster against local workers (DOCUMENTS=500) | 测量用集群与用本机生成的差别（DOCUMENTS=500）
	.venv/bin/python -m benchmarks.cluster $(or $(DOCUMENTS),500)

wild: setup-test ## Other people's .docx and .pdf below DIR through every stage | 把 DIR 下的 .docx 和 .pdf 逐个走一遍全部步骤
	.venv/bin/python -m benchmarks.wild "$(DIR)"

fuzz: setup-test ## Try readers on nearly right inputs (MINUTES=10) | 用近似正确的输入试验各个读取程序（MINUTES=10）
	.venv/bin/python -m tests.fuzz.run $(or $(MINUTES),10)

soak: setup-test ## Build while processes are killed (DOCUMENTS=20000) | 不断终止进程的同时生成文件（DOCUMENTS=20000）
	.venv/bin/python -m benchmarks.soak $(or $(DOCUMENTS),20000)

sweep: setup-test ## Let every call of the system that a build makes fail (PART=2/3) | 让生成中的每一次系统调用逐个失败（PART=2/3）
	.venv/bin/pytest -rP --sweep=$(or $(PART),1/1) tests/pipeline/test_fault_sweep.py

format: setup-test ## Format the source | 整理源代码格式
	.venv/bin/ruff format
	.venv/bin/ruff check --fix

image-test: setup-test ## Carry out the steps of deploy/Dockerfile in a folder, as root (DEBIAN=13) | 以管理员身份在文件夹里执行 deploy/Dockerfile 的步骤（DEBIAN=13）
	.venv/bin/python scripts/image_test.py $(if $(DEBIAN),DEBIAN=$(DEBIAN))

lock: ## Lock the newest versions that pyproject.toml allows | 锁定 pyproject.toml 允许的最新版本
	@scripts/lock

messages: setup-test ## Update the Chinese catalogue from the source | 从源代码更新中文译文目录
	mkdir -p build
	.venv/bin/pybabel -q extract -o build/messages.pot --sort-by-file --add-location=file \
		-k Message -k PydanticCustomError:2 -k _scalar:4 --omit-header kefu_docs
	.venv/bin/pybabel -q update -i build/messages.pot -d $(LOCALE) -D kefu_docs -l zh_CN \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -w 100
	.venv/bin/pybabel -q compile -d $(LOCALE) -D "kefu_docs click"

clean: ## Remove build/ | 删除 build/
	rm -rf build
