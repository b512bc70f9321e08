// For types with many lists or alternatives: their copies, moves and destructors are compiled in one .cpp and not anew in every file
// that holds one (inline they were seven tenths of all machine code).
#pragma once

// NOLINTBEGIN(bugprone-macro-parentheses): a name of a type cannot stand in them

// In the public part of the class, which is no aggregate any more.
#define VORONKA_COMPILED_ONCE(Type) \
  Type();                           \
  Type(const Type&);                \
  Type(Type&&) noexcept;            \
  Type& operator=(const Type&);     \
  Type& operator=(Type&&) noexcept; \
  ~Type()

// In its .cpp.
#define VORONKA_COMPILED_HERE(Type)                 \
  Type::Type() = default;                           \
  Type::Type(const Type&) = default;                \
  Type::Type(Type&&) noexcept = default;            \
  Type& Type::operator=(const Type&) = default;     \
  Type& Type::operator=(Type&&) noexcept = default; \
  Type::~Type() = default

// NOLINTEND(bugprone-macro-parentheses)
