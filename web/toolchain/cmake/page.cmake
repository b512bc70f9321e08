# The wasm module of the page. What is linked in and how: every flag that decides size, safety or memory is here.
file(GLOB_RECURSE page_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/platform/web/*.cpp")
if(NOT page_sources)
  message(STATUS "Page: no sources in src/platform/web yet, skipped")
  return()
endif()

add_executable(voronka_page ${page_sources})
set_target_properties(voronka_page PROPERTIES OUTPUT_NAME voronka SUFFIX .mjs)
target_link_libraries(voronka_page PRIVATE voronka_ui imgui_opengl3 voronka_strict)

file(GLOB page_libraries CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/library.js")
foreach(library IN LISTS page_libraries)
  target_link_options(voronka_page PRIVATE "SHELL:--js-library ${library}")
endforeach()
set_property(TARGET voronka_page APPEND PROPERTY LINK_DEPENDS ${page_libraries})

target_link_options(voronka_page PRIVATE
  -sMODULARIZE=1 -sEXPORT_ES6=1 -sEXPORT_NAME=create_voronka
  -sENVIRONMENT=web,worker         # the worker imports and merges
  -sFILESYSTEM=0
  -sDYNAMIC_EXECUTION=0            # the page's policy forbids eval
  -sTEXTDECODER=2
  -sSUPPORT_LONGJMP=0
  -sMALLOC=emmalloc
  -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=32MB -sMAXIMUM_MEMORY=4GB
  -sABORTING_MALLOC=0              # an import that does not fit is refused, the page lives on
  -sSTACK_SIZE=1MB -sSTACK_OVERFLOW_CHECK=1
  -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
  -sGL_ENABLE_GET_PROC_ADDRESS=0
  -sEXIT_RUNTIME=0
  --no-entry                       # the page and the worker each call the function they start with
  -sEXPORTED_FUNCTIONS=_malloc,_free
  -sEXPORTED_RUNTIME_METHODS=HEAPU8)
