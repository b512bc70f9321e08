# Files written from assets/ during the build into <build>/generated, included as "generated/NAME". The scripts write only what
# changed and the real outputs are byproducts of a stamp, so a new text rebuilds little.
find_program(VORONKA_NODE node HINTS "$ENV{VORONKA_CACHE}/node/bin" REQUIRED)
set(generated "${CMAKE_BINARY_DIR}/generated")
set(tools "${CMAKE_SOURCE_DIR}/web/toolchain")
set(lucide_nodes "${CMAKE_SOURCE_DIR}/node_modules/lucide-static/icon-nodes.json")
if(NOT EXISTS "${lucide_nodes}")
  message(FATAL_ERROR "npm modules are missing: run web/toolchain/setup.sh node (or npm ci).")
endif()
file(MAKE_DIRECTORY "${generated}")

add_custom_command(
  OUTPUT "${generated}/locale.stamp"
  BYPRODUCTS "${generated}/text_keys.hpp" "${generated}/text_keys.cpp" "${generated}/word_runs.hpp" "${generated}/word_runs.cpp"
  COMMAND "${VORONKA_NODE}" "${tools}/locale.mjs" "${CMAKE_SOURCE_DIR}/assets/locale/ru.json" "${CMAKE_SOURCE_DIR}/assets/locale/en.json" "${CMAKE_SOURCE_DIR}/assets/locale/first.json" "${generated}"
  COMMAND "${CMAKE_COMMAND}" -E touch "${generated}/locale.stamp"
  DEPENDS "${CMAKE_SOURCE_DIR}/assets/locale/ru.json" "${CMAKE_SOURCE_DIR}/assets/locale/en.json" "${CMAKE_SOURCE_DIR}/assets/locale/first.json" "${tools}/locale.mjs" "${tools}/later_data.mjs" "${tools}/output.mjs"
  COMMENT "Texts" VERBATIM)
add_custom_command(
  OUTPUT "${generated}/icons.stamp"
  BYPRODUCTS "${generated}/icons.hpp" "${generated}/icons.js"
  COMMAND "${VORONKA_NODE}" "${tools}/icons.mjs" "${CMAKE_SOURCE_DIR}/assets/icons.json" "${lucide_nodes}" "${generated}"
  COMMAND "${CMAKE_COMMAND}" -E touch "${generated}/icons.stamp"
  DEPENDS "${CMAKE_SOURCE_DIR}/assets/icons.json" "${lucide_nodes}" "${tools}/icons.mjs" "${tools}/output.mjs"
  COMMENT "Icons" VERBATIM)
add_custom_target(generated_files DEPENDS "${generated}/locale.stamp" "${generated}/icons.stamp")
