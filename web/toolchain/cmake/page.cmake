# The wasm modules: the page, and the desk its import worker runs (no drawing; what reads foreign files is not in the page's first
# download). What is linked in and how: every flag that decides size, safety or memory is here.
file(GLOB_RECURSE page_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/platform/web/*.cpp")
set(desk_source "${CMAKE_SOURCE_DIR}/src/platform/web/web_desk.cpp")
list(REMOVE_ITEM page_sources "${desk_source}")
set(js_library "${CMAKE_SOURCE_DIR}/web/library.js")

# name: of the .mjs and .wasm; environment: page or worker. Both start by a call from JavaScript, not by main().
function(voronka_module target name environment)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} SUFFIX .mjs LINK_DEPENDS "${js_library}")
  target_link_options(${target} PRIVATE
    "SHELL:--js-library ${js_library}"
    -sMODULARIZE=1 -sEXPORT_ES6=1 -sEXPORT_NAME=create_voronka
    -sENVIRONMENT=${environment}
    -sFILESYSTEM=0
    -sDYNAMIC_EXECUTION=0            # the page's policy forbids eval
    -sTEXTDECODER=2
    -sSUPPORT_LONGJMP=0
    -sMALLOC=emmalloc
    -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=32MB -sMAXIMUM_MEMORY=4GB
    -sMEMORY_GROWTH_GEOMETRIC_STEP=0.05  # a fifth, as it is by itself, would be 60 MB nobody uses at 100,000 deals
    -sABORTING_MALLOC=0              # an import that does not fit is refused, the page lives on
    -sSTACK_SIZE=1MB -sSTACK_OVERFLOW_CHECK=1
    -sEXIT_RUNTIME=0
    --no-entry
    -sEXPORTED_FUNCTIONS=_malloc,_free
    -sEXPORTED_RUNTIME_METHODS=HEAPU8)
endfunction()

# The whole is compiled for size; what runs for every letter and corner of every frame, and for every byte that is loaded, for speed.
set_source_files_properties(
  "${CMAKE_SOURCE_DIR}/src/base/crc32c.cpp" "${CMAKE_SOURCE_DIR}/src/formats/json_scan.cpp"
  "${CMAKE_SOURCE_DIR}/src/ui/damage.cpp" "${CMAKE_SOURCE_DIR}/src/ui/raster.cpp"
  "${CMAKE_SOURCE_DIR}/src/ui/search_index.cpp" "${CMAKE_SOURCE_DIR}/src/base/fold.cpp" "${CMAKE_SOURCE_DIR}/src/ui/text.cpp" "${CMAKE_SOURCE_DIR}/src/ui/semantics.cpp"
  "${CMAKE_SOURCE_DIR}/src/ui/canvas.cpp" "${VORONKA_IMGUI_DIR}/imgui_draw.cpp"
  DIRECTORY "${CMAKE_SOURCE_DIR}" PROPERTIES COMPILE_OPTIONS -O2 SKIP_PRECOMPILE_HEADERS ON)

add_executable(voronka_page ${page_sources})
voronka_module(voronka_page voronka web)
target_link_libraries(voronka_page PRIVATE voronka_ui voronka_strict)
target_link_options(voronka_page PRIVATE
  --profiling-funcs                # names for split.mjs, which drops them again
  -Wl,--growable-table
  -sBINARYEN_EXTRA_PASSES=--one-caller-inline-max-function-size=1  # or a marked function would vanish in its only caller
  -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sGL_ENABLE_GET_PROC_ADDRESS=0)

set_property(TARGET voronka_page APPEND PROPERTY LINK_DEPENDS "${tools}/split.mjs" "${tools}/later_data.mjs" "${tools}/output.mjs")
add_custom_command(TARGET voronka_page POST_BUILD VERBATIM
  COMMAND "${VORONKA_NODE}" "${tools}/split.mjs" "${CMAKE_BINARY_DIR}"
  COMMENT "Splitting off what the first picture does not need")

add_executable(voronka_desk "${desk_source}")
voronka_module(voronka_desk desk worker)
target_link_libraries(voronka_desk PRIVATE voronka_app voronka_strict)
