// How Dear ImGui is compiled, for the page and for native tests alike: both include this through IMGUI_USER_CONFIG, so a test
// meets the same library as the user. Nothing of ours may be included here.
#pragma once

// Icons and emoji lie above U+FFFF or in its private area.
#define IMGUI_USE_WCHAR32
// A board of many columns passes 65,535 vertices in one list; the backend would need vertex offsets otherwise.
#define ImDrawIdx unsigned int
// Glyphs come from the browser (or a stub in tests): no font in the binary.
#define IMGUI_DISABLE_DEFAULT_FONT
// Nothing of a demo, of a debugger or of files reaches the page.
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
// A parser of font files that nothing can reach.
#define IMGUI_STB_TRUETYPE_FILENAME "ui/no_truetype.h"
