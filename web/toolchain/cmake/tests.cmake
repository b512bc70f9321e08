# Tests. Native: everything under tests/, with sanitizers in the preset native-asan. Wasm: a list of folders whose tests also run
# compiled for the page's machine, because sizes, alignment and the C++ library differ there. Views are native only.
set(wasm_test_folders base model commands rules metrics forecast filter merge formats templates app)
# It reads the environment to find the samples, which stays outside.
set(not_in_wasm import_samples_test)

file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/*_test.cpp")
list(FILTER test_sources EXCLUDE REGEX "/tests/(web|bench)/")

if(EMSCRIPTEN)
  list(TRANSFORM wasm_test_folders PREPEND "/tests/")
  list(APPEND wasm_test_folders "/tests/wasm")
  list(JOIN wasm_test_folders "|" pattern)
  list(FILTER test_sources INCLUDE REGEX "(${pattern})/")
  list(FILTER test_sources EXCLUDE REGEX "/(${not_in_wasm})\\.cpp$")
else()
  list(FILTER test_sources EXCLUDE REGEX "/tests/wasm/")
endif()

# What is compiled once and not in every test: fixtures, fakes, and the benches of views (not tests/bench, which measures).
file(GLOB support_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/support/*.cpp" "${CMAKE_SOURCE_DIR}/tests/ui/*_bench.cpp")
if(EMSCRIPTEN)
  list(FILTER support_sources EXCLUDE REGEX "/(ui_harness|[a-z]+_bench)\\.cpp$")  # they drive views, which are native tests
endif()
if(NOT test_sources)
  message(STATUS "Tests: none for this machine yet, skipped")
  return()
endif()

add_executable(voronka_tests "${CMAKE_SOURCE_DIR}/tests/main.cpp" ${test_sources} ${support_sources})
set_source_files_properties("${CMAKE_SOURCE_DIR}/tests/main.cpp" PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
target_include_directories(voronka_tests PRIVATE "${CMAKE_SOURCE_DIR}")
# Only for the few that read files of the checkout, so that a compiler cache serves the others in any folder.
set_source_files_properties(
  "${CMAKE_SOURCE_DIR}/tests/architecture_test.cpp" "${CMAKE_SOURCE_DIR}/tests/app/sample_data_test.cpp"
  "${CMAKE_SOURCE_DIR}/tests/formats/call_list_test.cpp" "${CMAKE_SOURCE_DIR}/tests/formats/catalog_test.cpp"
  "${CMAKE_SOURCE_DIR}/tests/formats/contact_table_test.cpp"
  "${CMAKE_SOURCE_DIR}/tests/formats/file_test.cpp" "${CMAKE_SOURCE_DIR}/tests/formats/json_schema_test.cpp"
  PROPERTIES COMPILE_DEFINITIONS "VORONKA_SOURCE_DIR=\"${CMAKE_SOURCE_DIR}\"" SKIP_PRECOMPILE_HEADERS ON)

if(EMSCRIPTEN)
  target_link_libraries(voronka_tests PRIVATE voronka_app voronka_templates doctest voronka_strict)
  set_target_properties(voronka_tests PROPERTIES SUFFIX .mjs)
  target_compile_definitions(voronka_tests PRIVATE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS DOCTEST_CONFIG_NO_POSIX_SIGNALS
    DOCTEST_CONFIG_SUPER_FAST_ASSERTS)  # they compile a fifth sooner
  target_link_options(voronka_tests PRIVATE -sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=node -sINVOKE_RUN=0 -sEXIT_RUNTIME=1
    -sEXPORTED_RUNTIME_METHODS=callMain -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=2GB -sSTACK_SIZE=1MB -sSUPPORT_LONGJMP=0
    -sNODERAWFS=1  # golden files and committed data are read where they lie
    -sASSERTIONS=1 -sSTACK_OVERFLOW_CHECK=2)
else()
  target_link_libraries(voronka_tests PRIVATE voronka_ui doctest voronka_strict)
  target_precompile_headers(voronka_tests PRIVATE <doctest/doctest.h> "${CMAKE_SOURCE_DIR}/src/ui/view.hpp")
  if(VORONKA_SANITIZE)
    # What the tests' own code does with pointers is looked at by address alone: these are a quarter of their compile time. The code
    # they test keeps all checks.
    target_compile_options(voronka_tests PRIVATE -fno-sanitize=null,alignment,object-size,vptr)
  endif()
  # Small programs that browser tests ask for what only C++ can say.
  file(GLOB probe_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/probes/*.cpp")
  foreach(source IN LISTS probe_sources)
    get_filename_component(probe "${source}" NAME_WE)
    add_executable(${probe} "${source}")
    target_link_libraries(${probe} PRIVATE voronka_ui voronka_strict)
  endforeach()
endif()
