;; Looks the open record up; the steps and the numbers are those of probe-search.ts, bit for bit. Every imported global is the address
;; of the table of that name or a limit; see probe-tables.ts. The tables are 4-byte numbers unless said otherwise.
(module
  (import "env" "memory" (memory 1))
  (import "env" "weights" (global $weights i32))                  ;; float64
  (import "env" "wordScores" (global $wordScores i32))            ;; float64
  (import "env" "scale" (global $scale i32))                      ;; float64
  (import "env" "excessFactors" (global $excessFactors i32))      ;; float64
  (import "env" "stamps" (global $stamps i32))
  (import "env" "gain" (global $gain i32))
  (import "env" "termsOffsets" (global $termsOffsets i32))
  (import "env" "termsMembers" (global $termsMembers i32))
  (import "env" "wordsWithOffsets" (global $wordsWithOffsets i32))
  (import "env" "wordsWithMembers" (global $wordsWithMembers i32))
  (import "env" "recordsOffsets" (global $recordsOffsets i32))
  (import "env" "recordsMembers" (global $recordsMembers i32))
  (import "env" "wordsOffsets" (global $wordsOffsets i32))
  (import "env" "wordsMembers" (global $wordsMembers i32))
  (import "env" "excessOffsets" (global $excessOffsets i32))
  (import "env" "excessMembers" (global $excessMembers i32))
  (import "env" "asked" (global $asked i32))
  (import "env" "starts" (global $starts i32))
  (import "env" "ends" (global $ends i32))
  (import "env" "arena" (global $arena i32))
  (import "env" "products" (global $products i32))
  (import "env" "own" (global $own i32))
  (import "env" "known" (global $known i32))
  (import "env" "wordWeights" (global $wordWeights i32))
  (import "env" "wordSums" (global $wordSums i32))
  (import "env" "sums" (global $sums i32))                        ;; pairs of sum and scale
  (import "env" "union" (global $union i32))
  (import "env" "costs" (global $costs i32))
  (import "env" "bins" (global $bins i32))
  (import "env" "found" (global $found i32))
  (import "env" "values" (global $values i32))
  (import "env" "wordCount" (global $wordCount i32))
  (import "env" "arenaEntries" (global $arenaEntries i32))
  (import "env" "arenaSlack" (global $arenaSlack i32))
  (import "env" "wordBudget" (global $wordBudget i32))
  (import "env" "neighbours" (global $neighbours i32))
  (import "env" "commonWords" (global $commonWords i32))
  (import "env" "budget" (global $budget i32))
  (import "env" "surveyed" (global $surveyed i32))
  (import "env" "kept" (global $kept i32))
  (import "env" "leastFollowed" (global $leastFollowed i32))
  (import "env" "leastShare" (global $leastShare f64))
  (import "env" "manyWords" (global $manyWords i32))
  (import "env" "close" (global $close f32))
  (global $arenaSize (mut i32) (i32.const 0))

  (func (export "search") (param $words i32) (param $stamp i32) (param $scaleOfAsked f64) (result i32)
    (local $listed i32) (local $limit i32) (local $count i32) (local $isAllFollowed i32) (local $at i32) (local $word i32)
    (local $slot i32) (local $end i32) (local $score f32) (local $place i32) (local $sum f32) (local $value f32) (local $most f32)
    (local $record i32)
    (local.set $listed (call $uniteNeighbours (local.get $words)))
    (local.set $limit (call $followLimit))
    (local.set $isAllFollowed (i32.const 1))
    (block $noneListed
      (br_if $noneListed (i32.eqz (local.get $listed)))
      (loop $nextWord
        (local.set $word (@get $union (local.get $at)))
        (local.set $slot (@get $recordsOffsets (local.get $word)))
        (local.set $end (@after $recordsOffsets (local.get $word)))
        (if (i32.ge_u (i32.sub (local.get $end) (local.get $slot)) (local.get $limit))
          (then (local.set $isAllFollowed (i32.const 0)))
          (else
            (local.set $score (@getFloat $known (local.get $word)))
            (local.set $slot (@address $recordsMembers (local.get $slot)))
            (local.set $end (@address $recordsMembers (local.get $end)))
            (loop $nextRecord
              (local.set $record (i32.load (local.get $slot)))
              (local.set $place (i32.add (global.get $sums) (i32.shl (local.get $record) (i32.const 3))))
              (local.set $sum (f32.load (local.get $place)))
              (@set $found (local.get $count) (local.get $record))
              (local.set $count (i32.add (local.get $count) (f32.eq (local.get $sum) (f32.const 0))))
              (f32.store (local.get $place) (f32.add (local.get $sum) (local.get $score)))
              (local.set $slot (i32.add (local.get $slot) (i32.const 4)))
              (br_if $nextRecord (i32.lt_u (local.get $slot) (local.get $end))))))
        (br_if $nextWord (i32.lt_u (@next $at) (local.get $listed)))))
    (local.set $at (i32.const 0))
    (block $noneFound
      (br_if $noneFound (i32.eqz (local.get $count)))
      (loop $nextFound
        (local.set $place (i32.add (global.get $sums) (i32.shl (@get $found (local.get $at)) (i32.const 3))))
        (local.set $value (f32.mul (f32.load (local.get $place)) (f32.load offset=4 (local.get $place))))
        (f32.store (local.get $place) (f32.const 0))
        (@setFloat $values (local.get $at) (local.get $value))
        (local.set $most (f32.max (local.get $most) (local.get $value)))
        (br_if $nextFound (i32.lt_u (@next $at) (local.get $count)))))
    (if (i32.eqz (local.get $isAllFollowed))
      (then
        (local.set $count (call $keepBest (local.get $count) (global.get $surveyed) (local.get $most)))
        (local.set $most (f32.const 0))
        (local.set $at (i32.const 0))
        (block $noneSurveyed
          (br_if $noneSurveyed (i32.eqz (local.get $count)))
          (loop $nextSurveyed
            (local.set $record (@get $found (local.get $at)))
            (local.set $value (f32.mul
              (call $knownSum (local.get $record))
              (f32.load offset=4 (i32.add (global.get $sums) (i32.shl (local.get $record) (i32.const 3))))))
            (@setFloat $values (local.get $at) (local.get $value))
            (local.set $most (f32.max (local.get $most) (local.get $value)))
            (br_if $nextSurveyed (i32.lt_u (@next $at) (local.get $count)))))))
    (local.set $at (i32.const 0))
    (block $nothingToForget
      (br_if $nothingToForget (i32.eqz (local.get $listed)))
      (loop $nextForgotten
        (@setFloat $known (@get $union (local.get $at)) (f32.const 0))
        (br_if $nextForgotten (i32.lt_u (@next $at) (local.get $listed)))))
    (local.set $count (call $keepBest (local.get $count) (global.get $kept) (local.get $most)))
    (local.set $at (i32.const 0))
    (block $noneKept
      (br_if $noneKept (i32.eqz (local.get $count)))
      (loop $nextKept
        (@setFloat $values (local.get $at)
          (call $cosineOf (@get $found (local.get $at)) (local.get $stamp) (local.get $scaleOfAsked)))
        (br_if $nextKept (i32.lt_u (@next $at) (local.get $count)))))
    (local.get $count))

  (func $uniteNeighbours (param $words i32) (result i32)
    (local $at i32) (local $listed i32) (local $asked i32) (local $slot i32) (local $end i32) (local $word i32) (local $records i32)
    (local $leastShare f32) (local $floor f32) (local $product f32) (local $sum f32) (local $cost i32)
    (memory.fill (global.get $costs) (i32.const 0) (i32.const 128))
    (local.set $leastShare
      (select (global.get $close) (f32.const 0) (i32.gt_u (local.get $words) (global.get $manyWords))))
    (block $noneAsked
      (br_if $noneAsked (i32.eqz (local.get $words)))
      (loop $nextAsked
        (local.set $asked (@get $asked (local.get $at)))
        (if (i32.eq (@get $starts (local.get $asked)) (i32.const -1)) (then (call $findNeighbours (local.get $asked))))
        (local.set $floor (f32.mul (local.get $leastShare) (@getFloat $own (local.get $asked))))
        (local.set $slot (@get $starts (local.get $asked)))
        (local.set $end (@get $ends (local.get $asked)))
        (block $noNeighbour
          (br_if $noNeighbour (i32.ge_u (local.get $slot) (local.get $end)))
          (loop $nextNeighbour
            (block $leaveOut
              (local.set $product (@getFloat $products (local.get $slot)))
              (br_if $leaveOut (f32.lt (local.get $product) (local.get $floor)))
              (local.set $word (@get $arena (local.get $slot)))
              (local.set $sum (@getFloat $known (local.get $word)))
              (@setFloat $known (local.get $word) (f32.add (local.get $sum) (local.get $product)))
              (br_if $leaveOut (f32.ne (local.get $sum) (f32.const 0)))
              (@set $union (local.get $listed) (local.get $word))
              (drop (@next $listed))
              (local.set $records
                (i32.sub (@after $recordsOffsets (local.get $word)) (@get $recordsOffsets (local.get $word))))
              (local.set $cost (i32.sub (i32.const 31) (i32.clz (local.get $records))))
              (@set $costs (local.get $cost) (i32.add (@get $costs (local.get $cost)) (local.get $records))))
            (br_if $nextNeighbour (i32.lt_u (@next $slot) (local.get $end)))))
        (br_if $nextAsked (i32.lt_u (@next $at) (local.get $words)))))
    (local.get $listed))

  (func $followLimit (result i32)
    (local $bin i32) (local $cost i32) (local $spent i32) (local $limit i32)
    (block $isSpent
      (loop $nextBin
        (local.set $cost (@get $costs (local.get $bin)))
        (if (local.get $cost)
          (then
            (br_if $isSpent (i32.and (i32.ne (local.get $spent) (i32.const 0))
              (i32.gt_u (i32.add (local.get $spent) (local.get $cost)) (global.get $budget))))
            (local.set $spent (i32.add (local.get $spent) (local.get $cost)))
            (local.set $limit (i32.shl (i32.const 2) (local.get $bin)))))
        (br_if $nextBin (i32.lt_u (@next $bin) (i32.const 31)))))
    (local.get $limit))

  (func $findNeighbours (param $asked i32)
    (local $at i32) (local $last i32) (local $term i32) (local $weight f32) (local $own f32) (local $slot i32) (local $end i32)
    (local $spent i32) (local $followed i32) (local $isClosed i32) (local $count i32) (local $word i32) (local $place i32)
    (local $sum f32) (local $floor f32) (local $most f32) (local $size i32) (local $first i32)
    (local.set $first (@get $termsOffsets (local.get $asked)))
    (local.set $at (local.get $first))
    (local.set $last (@after $termsOffsets (local.get $asked)))
    (block $noTerm
      (br_if $noTerm (i32.ge_u (local.get $at) (local.get $last)))
      (loop $nextTerm
        (local.set $term (@get $termsMembers (local.get $at)))
        (local.set $weight (@getFloat $gain (local.get $term)))
        (local.set $own (f32.add (local.get $own) (local.get $weight)))
        (@setFloat $wordWeights (local.get $term) (f32.add (@getFloat $wordWeights (local.get $term)) (local.get $weight)))
        (block $doNotFollow
          (br_if $doNotFollow (local.get $isClosed))
          (local.set $slot (@get $wordsWithOffsets (local.get $term)))
          (local.set $end (@after $wordsWithOffsets (local.get $term)))
          (br_if $doNotFollow (i32.eq (local.get $slot) (local.get $end)))
          (local.set $spent (i32.add (local.get $spent) (i32.sub (local.get $end) (local.get $slot))))
          (if (i32.and (i32.ge_u (local.get $followed) (global.get $leastFollowed))
              (i32.or (i32.gt_u (local.get $spent) (global.get $wordBudget))
                (i32.gt_u (i32.sub (local.get $end) (local.get $slot)) (global.get $commonWords))))
            (then
              (local.set $isClosed (i32.const 1))
              (br $doNotFollow)))
          (drop (@next $followed))
          (local.set $slot (@address $wordsWithMembers (local.get $slot)))
          (local.set $end (@address $wordsWithMembers (local.get $end)))
          (loop $nextWord
            (local.set $word (i32.load (local.get $slot)))
            (local.set $place (@address $wordSums (local.get $word)))
            (local.set $sum (f32.load (local.get $place)))
            (@set $found (local.get $count) (local.get $word))
            (local.set $count (i32.add (local.get $count) (f32.eq (local.get $sum) (f32.const 0))))
            (f32.store (local.get $place) (f32.add (local.get $sum) (local.get $weight)))
            (local.set $slot (i32.add (local.get $slot) (i32.const 4)))
            (br_if $nextWord (i32.lt_u (local.get $slot) (local.get $end)))))
        (br_if $nextTerm (i32.lt_u (@next $at) (local.get $last)))))
    (local.set $floor (f32.demote_f64 (f64.mul (f64.promote_f32 (local.get $own)) (global.get $leastShare))))
    (local.set $at (i32.const 0))
    (block $noneFound
      (br_if $noneFound (i32.eqz (local.get $count)))
      (loop $nextFound
        (local.set $word (@get $found (local.get $at)))
        (local.set $place (@address $wordSums (local.get $word)))
        (local.set $sum (f32.load (local.get $place)))
        (f32.store (local.get $place) (f32.const 0))
        (if (f32.ge (local.get $sum) (local.get $floor))
          (then
            (@set $found (local.get $size) (local.get $word))
            (@setFloat $values (local.get $size) (local.get $sum))
            (drop (@next $size))
            (local.set $most (f32.max (local.get $most) (local.get $sum)))))
        (br_if $nextFound (i32.lt_u (@next $at) (local.get $count)))))
    (local.set $size (call $keepBest (local.get $size) (global.get $neighbours) (local.get $most)))
    (if (i32.gt_u (local.get $size) (global.get $arenaSlack)) (then (local.set $size (global.get $arenaSlack))))
    (if (i32.gt_u (global.get $arenaSize) (global.get $arenaEntries))
      (then
        (global.set $arenaSize (i32.const 0))
        (memory.fill (global.get $starts) (i32.const -1) (i32.shl (global.get $wordCount) (i32.const 2)))))
    (@set $starts (local.get $asked) (global.get $arenaSize))
    (local.set $at (i32.const 0))
    (block $noneKept
      (br_if $noneKept (i32.eqz (local.get $size)))
      (loop $nextKept
        (local.set $word (@get $found (local.get $at)))
        (local.set $slot (@address $termsMembers (@get $termsOffsets (local.get $word))))
        (local.set $end (@address $termsMembers (@after $termsOffsets (local.get $word))))
        (local.set $sum (f32.const 0))
        (loop $nextShared
          (local.set $sum (f32.add (local.get $sum) (@getFloat $wordWeights (i32.load (local.get $slot)))))
          (local.set $slot (i32.add (local.get $slot) (i32.const 4)))
          (br_if $nextShared (i32.lt_u (local.get $slot) (local.get $end))))
        (@set $arena (global.get $arenaSize) (local.get $word))
        (@setFloat $products (global.get $arenaSize) (local.get $sum))
        (global.set $arenaSize (i32.add (global.get $arenaSize) (i32.const 1)))
        (br_if $nextKept (i32.lt_u (@next $at) (local.get $size)))))
    (@set $ends (local.get $asked) (global.get $arenaSize))
    (@setFloat $own (local.get $asked) (local.get $own))
    (block $nothingToForget
      (br_if $nothingToForget (i32.ge_u (local.get $first) (local.get $last)))
      (loop $nextForgotten
        (@setFloat $wordWeights (@get $termsMembers (local.get $first)) (f32.const 0))
        (br_if $nextForgotten (i32.lt_u (@next $first) (local.get $last))))))

  (func $scoreWord (param $word i32) (param $stamp i32) (result f64)
    (local $at i32) (local $end i32) (local $sum f64)
    (if (i32.eq (@get $stamps (local.get $word)) (local.get $stamp)) (then (return (@get64 $wordScores (local.get $word)))))
    (local.set $at (@address $termsMembers (@get $termsOffsets (local.get $word))))
    (local.set $end (@address $termsMembers (@after $termsOffsets (local.get $word))))
    (block $noTerm
      (br_if $noTerm (i32.ge_u (local.get $at) (local.get $end)))
      (loop $nextTerm
        (local.set $sum (f64.add (local.get $sum) (@get64 $weights (i32.load (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br_if $nextTerm (i32.lt_u (local.get $at) (local.get $end)))))
    (@set $stamps (local.get $word) (local.get $stamp))
    (f64.store (@address64 $wordScores (local.get $word)) (local.get $sum))
    (local.get $sum))

  (func $knownSum (param $record i32) (result f32)
    (local $at i32) (local $end i32) (local $sum f32)
    (local.set $at (@address $wordsMembers (@get $wordsOffsets (local.get $record))))
    (local.set $end (@address $wordsMembers (@after $wordsOffsets (local.get $record))))
    (block $noWord
      (br_if $noWord (i32.ge_u (local.get $at) (local.get $end)))
      (loop $nextWord
        (local.set $sum (f32.add (local.get $sum) (@getFloat $known (i32.load (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br_if $nextWord (i32.lt_u (local.get $at) (local.get $end)))))
    (local.get $sum))

  (func $cosineOf (param $record i32) (param $stamp i32) (param $scaleOfAsked f64) (result f32)
    (local $at i32) (local $end i32) (local $sum f64)
    (local.set $at (@get $wordsOffsets (local.get $record)))
    (local.set $end (@after $wordsOffsets (local.get $record)))
    (block $noWord
      (br_if $noWord (i32.ge_u (local.get $at) (local.get $end)))
      (loop $nextWord
        (local.set $sum (f64.add (local.get $sum) (call $scoreWord (@get $wordsMembers (local.get $at)) (local.get $stamp))))
        (br_if $nextWord (i32.lt_u (@next $at) (local.get $end)))))
    (local.set $at (@get $excessOffsets (local.get $record)))
    (local.set $end (@after $excessOffsets (local.get $record)))
    (block $noExcess
      (br_if $noExcess (i32.ge_u (local.get $at) (local.get $end)))
      (loop $nextExcess
        (local.set $sum (f64.add (local.get $sum) (f64.mul
          (@get64 $excessFactors (local.get $at))
          (@get64 $weights (@get $excessMembers (local.get $at))))))
        (br_if $nextExcess (i32.lt_u (@next $at) (local.get $end)))))
    (f32.demote_f64 (f64.mul (f64.mul (local.get $sum) (local.get $scaleOfAsked)) (@get64 $scale (local.get $record)))))

  (func $keepBest (param $count i32) (param $wanted i32) (param $most f32) (result i32)
    (local $at i32) (local $top i32) (local $bin i32) (local $last i32) (local $held i32) (local $kept i32)
    (if (i32.le_u (local.get $count) (local.get $wanted)) (then (return (local.get $count))))
    (memory.fill (global.get $bins) (i32.const 0) (i32.const 8192))
    (local.set $top (i32.shr_u (i32.reinterpret_f32 (local.get $most)) (i32.const 15)))
    (loop $nextCounted
      (local.set $bin (@binOf (local.get $at)))
      (@set $bins (local.get $bin) (i32.add (@get $bins (local.get $bin)) (i32.const 1)))
      (br_if $nextCounted (i32.lt_u (@next $at) (local.get $count))))
    (local.set $held (@get $bins (i32.const 0)))
    (block $enough
      (loop $nextBin
        (br_if $enough (i32.ge_u (local.get $held) (local.get $wanted)))
        (local.set $held (i32.add (local.get $held) (@get $bins (@next $last))))
        (br $nextBin)))
    (local.set $at (i32.const 0))
    (loop $nextJudged
      (local.set $bin (@binOf (local.get $at)))
      (@set $found (local.get $kept) (@get $found (local.get $at)))
      (@set $values (local.get $kept) (@get $values (local.get $at)))
      (local.set $kept (i32.add (local.get $kept) (i32.le_u (local.get $bin) (local.get $last))))
      (br_if $nextJudged (i32.lt_u (@next $at) (local.get $count))))
    (local.get $kept)))
