// What the C++ programs have in common: names with small numbers, groups, percentiles, and the way an answer is written.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace answer {

constexpr uint64_t kHourNanos = 3'600'000'000'000;

[[noreturn]] inline void fail(const std::string &text) {
  std::fprintf(stderr, "%s\n", text.c_str());
  std::exit(2);
}

/// Texts numbered from 0 in the order in which they came. Few texts, many lookups.
class Names {
 public:
  uint32_t number(std::string_view text) {
    if ((names_.size() + 1) * 2 > slots_.size()) grow();
    for (size_t slot = hash(text) & (slots_.size() - 1);; slot = (slot + 1) & (slots_.size() - 1)) {
      if (slots_[slot] == 0) {
        names_.emplace_back(text);
        slots_[slot] = static_cast<uint32_t>(names_.size());
        return slots_[slot] - 1;
      }
      const std::string &known = names_[slots_[slot] - 1];
      if (known.size() == text.size() && std::memcmp(known.data(), text.data(), text.size()) == 0) return slots_[slot] - 1;
    }
  }

  const std::string &operator[](uint32_t number) const { return names_[number]; }

 private:
  std::vector<std::string> names_;
  std::vector<uint32_t> slots_;

  static uint64_t hash(std::string_view text) {
    // Names of models differ at the end, names of providers at the beginning.
    uint64_t head = 0, tail = 0;
    size_t count = std::min<size_t>(text.size(), 8);
    std::memcpy(&head, text.data(), count);
    std::memcpy(&tail, text.data() + text.size() - count, count);
    uint64_t mixed = (head ^ (tail << 1 | tail >> 63) ^ text.size()) * 0x9E3779B97F4A7C15u;
    return mixed ^ mixed >> 32;
  }

  void grow() {
    slots_.assign(std::max<size_t>(64, slots_.size() * 2), 0);
    for (size_t index = 0; index < names_.size(); index++) {
      size_t slot = hash(names_[index]) & (slots_.size() - 1);
      while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = static_cast<uint32_t>(index + 1);
    }
  }
};

struct Group {
  uint64_t hour = 0;
  uint32_t model = 0, provider = 0;
  uint64_t spans = 0, errors = 0;
  int64_t input = 0, read = 0, write = 0, output = 0;
  std::vector<uint64_t> durations, firstTokens;
};

/// What one call says.
struct Call {
  std::string_view model, provider;
  int64_t input = 0, read = 0, write = 0, output = 0;
  /// Nanoseconds from the start to the first token; 0 where unknown.
  int64_t firstToken = 0;
};

/// The groups of one thread.
class Table {
 public:
  void addOther(uint64_t start, bool failed) {
    uint64_t hour = start / kHourNanos;
    if (other_ == nullptr || other_->hour != hour) other_ = &find(hour, kNone, kNone);
    other_->spans++;
    other_->errors += failed;
  }

  void addCall(uint64_t start, uint64_t end, bool failed, const Call &call) {
    Group &group = find(start / kHourNanos, models_.number(call.model), providers_.number(call.provider));
    group.spans++;
    group.errors += failed;
    group.input += call.input;
    group.read += call.read;
    group.write += call.write;
    group.output += call.output;
    if (end > start) {
      group.durations.push_back(end - start);
      if (call.firstToken > 0 && static_cast<uint64_t>(call.firstToken) <= end - start)
        group.firstTokens.push_back(static_cast<uint64_t>(call.firstToken));
    }
  }

  /// Takes over what a thread found. Providers that differ in case alone come together here, and only here.
  void take(Table &&table) {
    for (const auto &part : table.groups_) {
      bool isCall = part->model != kNone;
      Group &group = find(
          part->hour, isCall ? models_.number(table.models_[part->model]) : kNone,
          isCall ? providers_.number(lowerCase(table.providers_[part->provider])) : kNone);
      group.spans += part->spans;
      group.errors += part->errors;
      group.input += part->input;
      group.read += part->read;
      group.write += part->write;
      group.output += part->output;
      append(group.durations, part->durations);
      append(group.firstTokens, part->firstTokens);
    }
  }

  /// Writes the answer to standard output.
  void write(const char *priceFile) {
    Prices prices(priceFile);
    writeRows(prices);
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  struct Price {
    std::string model;
    int64_t input, read, write, output;
  };

  struct Prices : std::vector<Price> {
    explicit Prices(const char *path) {
      FILE *file = std::fopen(path, "r");
      if (file == nullptr) fail(std::string(path) + ": cannot be opened");
      char line[1024], model[256];
      for (bool isHead = true; std::fgets(line, sizeof line, file) != nullptr; isHead = false) {
        if (isHead) continue;
        long long input, read, write, output;
        if (std::sscanf(line, "%255s %lld %lld %lld %lld", model, &input, &read, &write, &output) != 5)
          fail(std::string(path) + ": a line that is no price");
        push_back({model, input, read, write, output});
      }
      std::fclose(file);
    }
  };

  static std::string lowerCase(std::string name) {
    for (char &letter : name) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter;
    return name;
  }

  static void append(std::vector<uint64_t> &all, std::vector<uint64_t> &part) {
    if (all.empty()) {
      all.swap(part);
    } else {
      all.insert(all.end(), part.begin(), part.end());
    }
  }

  Names models_, providers_;
  std::vector<std::unique_ptr<Group>> groups_;
  std::vector<uint32_t> slots_;
  Group *other_ = nullptr;

  static size_t hash(uint64_t hour, uint32_t model, uint32_t provider) {
    uint64_t mixed = (hour * 0x9E3779B97F4A7C15u) ^ (uint64_t(model) << 32 | provider) * 0xC2B2AE3D27D4EB4Fu;
    return static_cast<size_t>(mixed ^ mixed >> 29);
  }

  Group &find(uint64_t hour, uint32_t model, uint32_t provider) {
    if ((groups_.size() + 1) * 2 > slots_.size()) {
      slots_.assign(std::max<size_t>(256, slots_.size() * 2), 0);
      for (size_t index = 0; index < groups_.size(); index++) {
        const Group &group = *groups_[index];
        size_t slot = hash(group.hour, group.model, group.provider) & (slots_.size() - 1);
        while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = static_cast<uint32_t>(index + 1);
      }
    }
    for (size_t slot = hash(hour, model, provider) & (slots_.size() - 1);; slot = (slot + 1) & (slots_.size() - 1)) {
      if (slots_[slot] == 0) {
        groups_.push_back(std::make_unique<Group>());
        Group &group = *groups_.back();
        group.hour = hour;
        group.model = model;
        group.provider = provider;
        slots_[slot] = static_cast<uint32_t>(groups_.size());
        return group;
      }
      Group &group = *groups_[slots_[slot] - 1];
      if (group.hour == hour && group.model == model && group.provider == provider) return group;
    }
  }

  void writeRows(const Prices &prices) {
    std::puts(
        "hour\tmodel\tprovider\tspans\tcalls\terrors\tinput\tcache_read\tcache_write\toutput\tcost\tdurations\tduration_p50\t"
        "duration_p90\tduration_p95\tduration_p99\tfirst_tokens\tfirst_token_p50\tfirst_token_p90\tfirst_token_p95\t"
        "first_token_p99");
    for (const auto &pointer : groups_) {
      Group &group = *pointer;
      unsigned long long hour = group.hour * 3600, spans = group.spans, errors = group.errors;
      if (group.model == kNone) {
        std::printf("%llu\t\t\t%llu\t0\t%llu\t\t\t\t\t\t0\t\t\t\t\t0\t\t\t\t\n", hour, spans, errors);
        continue;
      }
      const std::string &model = models_[group.model];
      std::printf(
          "%llu\t%s\t%s\t%llu\t%llu\t%llu\t%lld\t%lld\t%lld\t%lld\t", hour, model.c_str(),
          providers_[group.provider].c_str(), spans, spans, errors, static_cast<long long>(group.input),
          static_cast<long long>(group.read), static_cast<long long>(group.write), static_cast<long long>(group.output));
      for (const Price &price : prices) {
        if (price.model != model) continue;
        std::printf(
            "%lld", static_cast<long long>(
                        (group.input - group.read - group.write) * price.input + group.read * price.read +
                        group.write * price.write + group.output * price.output));
      }
      writePercentiles(group.durations);
      writePercentiles(group.firstTokens);
      std::putchar('\n');
    }
  }

  static void writePercentiles(std::vector<uint64_t> &values) {
    size_t count = values.size();
    std::printf("\t%zu", count);
    if (count == 0) {
      std::fputs("\t\t\t\t", stdout);
      return;
    }
    // Each partition leaves the larger values behind it, so the next one has less to do.
    auto from = values.begin();
    for (size_t p : {50, 90, 95, 99}) {
      auto at = values.begin() + static_cast<ptrdiff_t>(std::max<size_t>(1, (p * count + 99) / 100) - 1);
      std::nth_element(from, at, values.end());
      std::printf("\t%llu", static_cast<unsigned long long>(*at));
      from = at;
    }
  }
};

/// What an attribute is to the question.
enum class Slot : uint8_t { none, model, provider, input, output, read, write, firstToken };

/// The slot of an attribute and its rank in it: the lowest rank that a span has counts.
struct Meaning {
  Slot slot = Slot::none;
  uint8_t rank = 0;
};

__attribute__((always_inline)) inline Meaning meaning(std::string_view key) {
  // A literal's length is known to the compiler, so a comparison is a few loads.
  auto is = [key](const auto &name, Slot slot, uint8_t rank) __attribute__((always_inline)) {
    return std::memcmp(key.data(), name, sizeof name - 1) == 0 ? Meaning{slot, rank} : Meaning{};
  };
  auto either = [](Meaning first, Meaning second) { return first.slot != Slot::none ? first : second; };
  switch (key.size()) {
    case 12: return is("llm.provider", Slot::provider, 2);
    case 13: return is("gen_ai.system", Slot::provider, 1);
    case 14: return is("llm.model_name", Slot::model, 2);
    case 20:
      switch (key[7]) {
        case 'r': return is("gen_ai.request.model", Slot::model, 1);
        case 'p': return is("gen_ai.provider.name", Slot::provider, 0);
        default: return is("embedding.model_name", Slot::model, 3);
      }
    case 21: return is("gen_ai.response.model", Slot::model, 0);
    case 22: return is("llm.token_count.prompt", Slot::input, 2);
    case 25: return is("gen_ai.usage.input_tokens", Slot::input, 0);
    case 26:
      switch (key[13]) {
        case 'p': return is("gen_ai.usage.prompt_tokens", Slot::input, 1);
        case 'o': return is("gen_ai.usage.output_tokens", Slot::output, 0);
        default: return is("llm.token_count.completion", Slot::output, 2);
      }
    case 30: return is("gen_ai.usage.completion_tokens", Slot::output, 1);
    case 35: return is("gen_ai.response.time_to_first_chunk", Slot::firstToken, 0);
    case 36:
      return either(
          is("gen_ai.usage.cache_read.input_tokens", Slot::read, 0),
          is("gen_ai.usage.cache_read_input_tokens", Slot::read, 1));
    case 40: return is("gen_ai.usage.cache_creation.input_tokens", Slot::write, 0);
    case 41: return is("llm.token_count.prompt_details.cache_read", Slot::read, 2);
    case 42: return is("llm.token_count.prompt_details.cache_write", Slot::write, 1);
    default: return {};
  }
}

/// The attributes of a span as far as they are known: values, each with the rank of where it came from.
struct Draft {
  Call call;
  /// 255 where nothing was said.
  uint8_t ranks[8];

  Draft() { std::memset(ranks, 255, sizeof ranks); }

  bool isCall() const { return ranks[static_cast<int>(Slot::model)] != 255; }

  /// Whether a value of this meaning is to be taken; it then is the best so far.
  bool wants(Meaning meaning) {
    uint8_t &rank = ranks[static_cast<int>(meaning.slot)];
    if (meaning.rank >= rank) return false;
    rank = meaning.rank;
    return true;
  }

  void setNumber(Slot slot, int64_t value) {
    switch (slot) {
      case Slot::input: call.input = value; break;
      case Slot::output: call.output = value; break;
      case Slot::read: call.read = value; break;
      case Slot::write: call.write = value; break;
      default: break;
    }
  }

  void setText(Slot slot, std::string_view value) { (slot == Slot::model ? call.model : call.provider) = value; }

  void setFirstToken(double seconds) { call.firstToken = std::llround(seconds * 1e9); }
};

}  // namespace answer
