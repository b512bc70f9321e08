# One program per file NAME_fuzz.cpp of tests/fuzz, by libFuzzer, so clang only (preset fuzz). Compiling is most of what they cost:
# only what the targets reach is compiled, once, and the page's way, without exceptions.
if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  message(FATAL_ERROR "Fuzz targets need clang: cmake --preset fuzz (web/toolchain/setup.sh fuzz installs it).")
endif()
# What address finds too is looked for once: these five are a third of the machine code.
add_compile_options(-fsanitize=fuzzer-no-link -fno-sanitize=null,alignment,object-size,vptr,function -fno-exceptions)

set(fuzzed_folders base model commands rules merge formats templates)
# Of the imperative shell: planning, and the desks of the workers.
set(fuzzed_of_app check derive_events desk_bytes export_desk import_desk plan)
set(fuzzed_sources "${CMAKE_SOURCE_DIR}/tests/fuzz/fuzz.cpp" "${generated}/text_keys.cpp")
foreach(folder IN LISTS fuzzed_folders)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${folder}/*.cpp")
  list(APPEND fuzzed_sources ${sources})
endforeach()
foreach(name IN LISTS fuzzed_of_app)
  list(APPEND fuzzed_sources "${CMAKE_SOURCE_DIR}/src/app/${name}.cpp")
endforeach()
add_library(voronka_fuzzed STATIC ${fuzzed_sources})
target_include_directories(voronka_fuzzed PUBLIC "${CMAKE_SOURCE_DIR}" "${CMAKE_SOURCE_DIR}/src" "${CMAKE_BINARY_DIR}")
target_link_libraries(voronka_fuzzed PUBLIC voronka_strict nlohmann_json)
add_dependencies(voronka_fuzzed generated_files)

add_custom_target(fuzz_targets)
file(GLOB fuzz_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/fuzz/*_fuzz.cpp")
foreach(source IN LISTS fuzz_sources)
  get_filename_component(target "${source}" NAME_WE)
  add_executable(${target} "${source}")
  target_link_libraries(${target} PRIVATE voronka_fuzzed)
  target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  add_dependencies(fuzz_targets ${target})
endforeach()

# Writes their first inputs; not run by any build.
add_executable(fuzz_seeds EXCLUDE_FROM_ALL "${CMAKE_SOURCE_DIR}/tests/fuzz/seeds.cpp")
target_link_libraries(fuzz_seeds PRIVATE voronka_fuzzed)
