;; Looks the open record up; the steps and the numbers are those of probe-search.ts, bit for bit. Every imported global is the address
;; of the table of that name or a limit; see probe-tables.ts. The tables are 4-byte numbers unless said otherwise.
(module
  (import "env" "memory" (memory 1))
  (import "env" "weights" (global $weights i32))                  ;; float64
  (import "env" "wordScores" (global $wordScores i32))            ;; float64
  (import "env" "scale" (global $scale i32))                      ;; float64
  (import "env" "excessFactors" (global $excessFactors i32))      ;; float64
  (import "env" "stamps" (global $stamps i32))
  (import "env" "gain" (global $gain i32))                        ;; float64
  (import "env" "shortGain" (global $shortGain i32))
  (import "env" "termsOffsets" (global $termsOffsets i32))
  (import "env" "termsMembers" (global $termsMembers i32))
  (import "env" "wordsWithOffsets" (global $wordsWithOffsets i32))
  (import "env" "wordsWithMembers" (global $wordsWithMembers i32))
  (import "env" "postingsOffsets" (global $postingsOffsets i32))
  (import "env" "postings" (global $postings i32))
  (import "env" "groupScale" (global $groupScale i32))
  (import "env" "groupWordsOffsets" (global $groupWordsOffsets i32))
  (import "env" "groupWords" (global $groupWords i32))
  (import "env" "groupOffsets" (global $groupOffsets i32))
  (import "env" "numbers" (global $numbers i32))
  (import "env" "wordsOffsets" (global $wordsOffsets i32))
  (import "env" "wordsMembers" (global $wordsMembers i32))
  (import "env" "excessOffsets" (global $excessOffsets i32))
  (import "env" "excessMembers" (global $excessMembers i32))
  (import "env" "asked" (global $asked i32))
  (import "env" "askedTerms" (global $askedTerms i32))
  (import "env" "askedFactors" (global $askedFactors i32))        ;; float64
  (import "env" "starts" (global $starts i32))
  (import "env" "ends" (global $ends i32))
  (import "env" "arena" (global $arena i32))
  (import "env" "products" (global $products i32))
  (import "env" "own" (global $own i32))
  (import "env" "known" (global $known i32))
  (import "env" "wordWeights" (global $wordWeights i32))
  (import "env" "wordSums" (global $wordSums i32))
  (import "env" "sums" (global $sums i32))
  (import "env" "traits" (global $traits i32))                    ;; pairs of scale and place of the group
  (import "env" "union" (global $union i32))
  (import "env" "costs" (global $costs i32))
  (import "env" "bins" (global $bins i32))
  (import "env" "found" (global $found i32))
  (import "env" "values" (global $values i32))
  (import "env" "groupFound" (global $groupFound i32))
  (import "env" "groupValues" (global $groupValues i32))
  (import "env" "mineHeaps" (global $mineHeaps i32))              ;; 64-bit keys: see kernel-lists.ts
  (import "env" "mineCounts" (global $mineCounts i32))
  (import "env" "mineFloors" (global $mineFloors i32))
  (import "env" "mineK" (global $mineK i32))
  (import "env" "theirHeaps" (global $theirHeaps i32))
  (import "env" "theirCounts" (global $theirCounts i32))
  (import "env" "theirFloors" (global $theirFloors i32))
  (import "env" "theirK" (global $theirK i32))
  (import "env" "isWithin" (global $isWithin i32))
  (import "env" "isLater" (global $isLater i32))
  (import "env" "recordCount" (global $recordCount i32))
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
  (global $stamp (mut i32) (i32.const 0))

  (func (export "search") (param $row i32) (param $words i32) (param $excess i32) (param $scaleOfAsked f64) (result i32)
    (local $listed i32) (local $limit i32) (local $count i32) (local $groupCount i32) (local $isAllFollowed i32) (local $at i32)
    (local $word i32) (local $slot i32) (local $end i32) (local $score f32) (local $place i32) (local $sum f32) (local $value f32)
    (local $most f32) (local $record i32) (local $compared i32)
    (local.set $listed (call $uniteNeighbours (local.get $words)))
    (local.set $limit (call $followLimit))
    (local.set $isAllFollowed (i32.const 1))
    (block $noneListed
      (br_if $noneListed (i32.eqz (local.get $listed)))
      (loop $nextWord
        (block $followed
          (local.set $word (@get $union (local.get $at)))
          (local.set $slot (@get $postingsOffsets (local.get $word)))
          (local.set $end (@after $postingsOffsets (local.get $word)))
          (if (i32.ge_u (i32.sub (local.get $end) (local.get $slot)) (local.get $limit))
            (then
              (local.set $isAllFollowed (i32.const 0))
              (br $followed)))
          (local.set $score (@getFloat $known (local.get $word)))
          (local.set $slot (@address $postings (local.get $slot)))
          (local.set $end (@address $postings (local.get $end)))
          (if (i32.lt_u (i32.load (local.get $slot)) (global.get $recordCount))
            (then
              (loop $nextRecord
                (local.set $record (i32.load (local.get $slot)))
                (local.set $place (@address $sums (local.get $record)))
                (local.set $sum (f32.load (local.get $place)))
                (@set $found (local.get $count) (local.get $record))
                (local.set $count (i32.add (local.get $count) (f32.eq (local.get $sum) (f32.const 0))))
                (f32.store (local.get $place) (f32.add (local.get $sum) (local.get $score)))
                (local.set $slot (i32.add (local.get $slot) (i32.const 4)))
                (br_if $nextRecord (i32.lt_u (local.get $slot) (local.get $end)))))
            (else
              (loop $nextGroup
                (local.set $record (i32.load (local.get $slot)))
                (local.set $place (@address $sums (local.get $record)))
                (local.set $sum (f32.load (local.get $place)))
                (@set $groupFound (local.get $groupCount) (i32.sub (local.get $record) (global.get $recordCount)))
                (local.set $groupCount (i32.add (local.get $groupCount) (f32.eq (local.get $sum) (f32.const 0))))
                (f32.store (local.get $place) (f32.add (local.get $sum) (local.get $score)))
                (local.set $slot (i32.add (local.get $slot) (i32.const 4)))
                (br_if $nextGroup (i32.lt_u (local.get $slot) (local.get $end)))))))
        (br_if $nextWord (i32.lt_u (@next $at) (local.get $listed)))))
    (local.set $at (i32.const 0))
    (block $noneFound
      (br_if $noneFound (i32.eqz (local.get $count)))
      (loop $nextFound
        (local.set $record (@get $found (local.get $at)))
        (local.set $place (@address64 $traits (local.get $record)))
        (local.set $value (f32.mul
          (f32.add (@getFloat $sums (local.get $record)) (@getFloat $sums (i32.load offset=4 (local.get $place))))
          (f32.load (local.get $place))))
        (@setFloat $values (local.get $at) (local.get $value))
        (local.set $most (f32.max (local.get $most) (local.get $value)))
        (br_if $nextFound (i32.lt_u (@next $at) (local.get $count)))))
    (if (i32.eqz (local.get $isAllFollowed))
      (then
        (call $forget (global.get $sums) (global.get $found) (local.get $count))
        (local.set $count (call $keepBest
          (global.get $found) (global.get $values) (local.get $count) (global.get $surveyed) (local.get $most)))
        (local.set $most (f32.const 0))
        (local.set $at (i32.const 0))
        (block $noneSurveyed
          (br_if $noneSurveyed (i32.eqz (local.get $count)))
          (loop $nextSurveyed
            (local.set $record (@get $found (local.get $at)))
            (local.set $value (f32.mul
              (call $knownSum (global.get $wordsOffsets) (global.get $wordsMembers) (local.get $record))
              (f32.load (@address64 $traits (local.get $record)))))
            (@setFloat $sums (local.get $record) (f32.const 1))
            (@setFloat $values (local.get $at) (local.get $value))
            (local.set $most (f32.max (local.get $most) (local.get $value)))
            (br_if $nextSurveyed (i32.lt_u (@next $at) (local.get $count)))))))
    (local.set $compared (local.get $count))
    (if (local.get $groupCount)
      (then
        (local.set $count (call $addFromGroups (local.get $groupCount) (local.get $count) (local.get $isAllFollowed)))
        (local.set $at (local.get $compared))
        (block $noneAdded
          (br_if $noneAdded (i32.ge_u (local.get $at) (local.get $count)))
          (loop $nextAdded
            (local.set $most (f32.max (local.get $most) (@getFloat $values (local.get $at))))
            (br_if $nextAdded (i32.lt_u (@next $at) (local.get $count)))))))
    (call $forget (global.get $sums) (global.get $found) (local.get $compared))
    (call $forget (global.get $known) (global.get $union) (local.get $listed))
    (local.set $count (call $keepBest
      (global.get $found) (global.get $values) (local.get $count) (global.get $kept) (local.get $most)))
    (call $openRecord (local.get $words) (local.get $excess))
    (local.set $count (call $compare (local.get $row) (local.get $count) (local.get $scaleOfAsked)))
    (call $closeRecord (local.get $words))
    (local.get $count))

  ;; Puts 0 in the places of a table that a list of $count names.
  (func $forget (param $table i32) (param $list i32) (param $count i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $list) (i32.shl (local.get $count) (i32.const 2))))
    (block $none
      (br_if $none (i32.ge_u (local.get $list) (local.get $end)))
      (loop $next
        (f32.store (i32.add (local.get $table) (i32.shl (i32.load (local.get $list)) (i32.const 2))) (f32.const 0))
        (local.set $list (i32.add (local.get $list) (i32.const 4)))
        (br_if $next (i32.lt_u (local.get $list) (local.get $end))))))

  (func $addFromGroups (param $groupCount i32) (param $count i32) (param $isAllFollowed i32) (result i32)
    (local $most f32) (local $groupSums i32) (local $at i32) (local $group i32) (local $least i32) (local $place i32)
    (local.set $groupSums (@address $sums (global.get $recordCount)))
    (local.set $most (call $valueGroups (local.get $groupSums) (local.get $groupCount)))
    (if (i32.eqz (local.get $isAllFollowed))
      (then
        (call $forget (local.get $groupSums) (global.get $groupFound) (local.get $groupCount))
        (local.set $groupCount (call $keepBest
          (global.get $groupFound) (global.get $groupValues) (local.get $groupCount) (global.get $surveyed) (local.get $most)))
        (loop $nextKnown
          (local.set $group (@get $groupFound (local.get $at)))
          (f32.store
            (i32.add (local.get $groupSums) (i32.shl (local.get $group) (i32.const 2)))
            (call $knownSum (global.get $groupWordsOffsets) (global.get $groupWords) (local.get $group)))
          (br_if $nextKnown (i32.lt_u (@next $at) (local.get $groupCount))))
        (local.set $most (call $valueGroups (local.get $groupSums) (local.get $groupCount)))))
    (local.set $least (call $leastOfBest
      (global.get $groupValues) (local.get $groupCount) (global.get $kept) (local.get $most)))
    (local.set $at (i32.const 0))
    (loop $nextGroup
      (local.set $group (@get $groupFound (local.get $at)))
      (local.set $place (i32.add (local.get $groupSums) (i32.shl (local.get $group) (i32.const 2))))
      (if (i32.ge_u (@get $groupValues (local.get $at)) (local.get $least))
        (then (local.set $count
          (call $addMembers (local.get $group) (f32.load (local.get $place)) (local.get $least) (local.get $count)))))
      (f32.store (local.get $place) (f32.const 0))
      (br_if $nextGroup (i32.lt_u (@next $at) (local.get $groupCount))))
    (local.get $count))

  (func $valueGroups (param $groupSums i32) (param $groupCount i32) (result f32)
    (local $at i32) (local $group i32) (local $value f32) (local $most f32)
    (loop $nextGroup
      (local.set $group (@get $groupFound (local.get $at)))
      (local.set $value (f32.mul
        (f32.load (i32.add (local.get $groupSums) (i32.shl (local.get $group) (i32.const 2))))
        (@getFloat $groupScale (local.get $group))))
      (@setFloat $groupValues (local.get $at) (local.get $value))
      (local.set $most (f32.max (local.get $most) (local.get $value)))
      (br_if $nextGroup (i32.lt_u (@next $at) (local.get $groupCount))))
    (local.get $most))

  (func $addMembers (param $group i32) (param $sum f32) (param $least i32) (param $count i32) (result i32)
    (local $record i32) (local $end i32) (local $enough i32) (local $value f32) (local $before f32)
    (local.set $record (@get $groupOffsets (local.get $group)))
    (local.set $end (i32.add (local.get $record) (global.get $surveyed)))
    (if (i32.gt_u (local.get $end) (@after $groupOffsets (local.get $group)))
      (then (local.set $end (@after $groupOffsets (local.get $group)))))
    (local.set $enough (i32.add (local.get $count) (global.get $kept)))
    (block $done
      (loop $nextMember
        (br_if $done (i32.ge_u (local.get $record) (local.get $end)))
        (local.set $value (f32.mul (local.get $sum) (f32.load (@address64 $traits (local.get $record)))))
        (@setFloat $values (local.get $count) (local.get $value))
        (br_if $done (i32.lt_u (@get $values (local.get $count)) (local.get $least)))
        (br_if $done (i32.and
          (i32.ge_u (local.get $count) (local.get $enough))
          (f32.ne (local.get $value) (local.get $before))))
        (@set $found (local.get $count) (local.get $record))
        (local.set $count (i32.add (local.get $count) (f32.eq (@getFloat $sums (local.get $record)) (f32.const 0))))
        (local.set $before (local.get $value))
        (drop (@next $record))
        (br $nextMember)))
    (local.get $count))

  (func $uniteNeighbours (param $words i32) (result i32)
    (local $at i32) (local $listed i32) (local $asked i32) (local $slot i32) (local $end i32) (local $word i32) (local $places i32)
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
              (local.set $places
                (i32.sub (@after $postingsOffsets (local.get $word)) (@get $postingsOffsets (local.get $word))))
              (local.set $cost (i32.sub (i32.const 31) (i32.clz (local.get $places))))
              (@set $costs (local.get $cost) (i32.add (@get $costs (local.get $cost)) (local.get $places))))
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
        (local.set $weight (@getFloat $shortGain (local.get $term)))
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
    (local.set $size (call $keepBest
      (global.get $found) (global.get $values) (local.get $size) (global.get $neighbours) (local.get $most)))
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

  ;; Takes the cosines of the first $count records found, and offers them, but for pairs in the list of the row.
  (func $compare (param $row i32) (param $count i32) (param $scaleOfAsked f64) (result i32)
    (local $at i32) (local $compared i32) (local $place i32) (local $record i32) (local $cosine f32)
    (block $noneFound
      (br_if $noneFound (i32.eqz (local.get $count)))
      (loop $nextFound
        (block $leaveOut
          (local.set $place (@get $found (local.get $at)))
          (local.set $record (@get $numbers (local.get $place)))
          (br_if $leaveOut (i32.and (global.get $isWithin) (i32.eq (local.get $record) (local.get $row))))
          (if (global.get $isLater)
            (then (br_if $leaveOut (call $hasPair
              (global.get $mineHeaps) (global.get $mineCounts) (global.get $mineK) (local.get $row) (local.get $record)))))
          (local.set $cosine (call $cosineOf (local.get $place) (local.get $scaleOfAsked)))
          (@set $found (local.get $compared) (local.get $record))
          (@setFloat $values (local.get $compared) (local.get $cosine))
          (drop (@next $compared))
          (br_if $leaveOut (i32.eqz (f32.gt (local.get $cosine) (f32.const 0))))
          (if (f32.ge (local.get $cosine) (@getFloat $mineFloors (local.get $row)))
            (then (call $offer
              (global.get $mineHeaps) (global.get $mineCounts) (global.get $mineFloors) (global.get $mineK)
              (local.get $row) (local.get $cosine) (local.get $record))))
          (br_if $leaveOut (f32.lt (local.get $cosine) (@getFloat $theirFloors (local.get $record))))
          (if (global.get $isLater)
            (then (br_if $leaveOut (call $hasPair
              (global.get $theirHeaps) (global.get $theirCounts) (global.get $theirK) (local.get $record) (local.get $row)))))
          (call $offer
            (global.get $theirHeaps) (global.get $theirCounts) (global.get $theirFloors) (global.get $theirK)
            (local.get $record) (local.get $cosine) (local.get $row)))
        (br_if $nextFound (i32.lt_u (@next $at) (local.get $count)))))
    (local.get $compared))

  (func $hasPair (param $heaps i32) (param $counts i32) (param $k i32) (param $list i32) (param $partner i32) (result i32)
    (local $at i32) (local $end i32) (local $low i32)
    (local.set $low (i32.xor (local.get $partner) (i32.const -1)))
    (local.set $at (i32.add (local.get $heaps) (i32.shl (i32.mul (local.get $list) (local.get $k)) (i32.const 3))))
    (local.set $end (i32.add (local.get $at) (i32.shl
      (i32.load (i32.add (local.get $counts) (i32.shl (local.get $list) (i32.const 2))))
      (i32.const 3))))
    (loop $next
      (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const 0))))
      (if (i32.eq (i32.load (local.get $at)) (local.get $low)) (then (return (i32.const 1))))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br $next))
    (i32.const 0))

  ;; Enters a partner whose value is not below the floor of a list.
  (func $offer (param $heaps i32) (param $counts i32) (param $floors i32) (param $k i32)
    (param $list i32) (param $value f32) (param $partner i32)
    (local $key i64) (local $heap i32) (local $size i32)
    (local.set $key (i64.or
      (i64.shl (i64.extend_i32_u (i32.reinterpret_f32 (local.get $value))) (i64.const 32))
      (i64.extend_i32_u (i32.xor (local.get $partner) (i32.const -1)))))
    (local.set $heap (i32.add (local.get $heaps) (i32.shl (i32.mul (local.get $list) (local.get $k)) (i32.const 3))))
    (local.set $list (i32.shl (local.get $list) (i32.const 2)))
    (local.set $counts (i32.add (local.get $counts) (local.get $list)))
    (local.set $size (i32.load (local.get $counts)))
    (if (i32.eq (local.get $size) (local.get $k))
      (then
        (if (i64.le_u (local.get $key) (i64.load (local.get $heap))) (then (return)))
        (call $sink (local.get $heap) (local.get $k) (local.get $key)))
      (else
        (call $rise (local.get $heap) (local.get $size) (local.get $key))
        (local.set $size (i32.add (local.get $size) (i32.const 1)))
        (i32.store (local.get $counts) (local.get $size))))
    (if (i32.eq (local.get $size) (local.get $k))
      (then (f32.store (i32.add (local.get $floors) (local.get $list)) (f32.load offset=4 (local.get $heap))))))

  ;; Puts a key in the place of the worst of a heap of $size.
  (func $sink (param $heap i32) (param $size i32) (param $key i64)
    (local $slot i32) (local $child i32) (local $at i32) (local $below i64)
    (block $done
      (loop $next
        (local.set $child (i32.add (i32.shl (local.get $slot) (i32.const 1)) (i32.const 1)))
        (br_if $done (i32.ge_u (local.get $child) (local.get $size)))
        (local.set $at (i32.add (local.get $heap) (i32.shl (local.get $child) (i32.const 3))))
        (if (i32.lt_u (i32.add (local.get $child) (i32.const 1)) (local.get $size))
          (then (if (i64.lt_u (i64.load offset=8 (local.get $at)) (i64.load (local.get $at)))
            (then
              (local.set $at (i32.add (local.get $at) (i32.const 8)))
              (local.set $child (i32.add (local.get $child) (i32.const 1)))))))
        (local.set $below (i64.load (local.get $at)))
        (br_if $done (i64.lt_u (local.get $key) (local.get $below)))
        (i64.store (i32.add (local.get $heap) (i32.shl (local.get $slot) (i32.const 3))) (local.get $below))
        (local.set $slot (local.get $child))
        (br $next)))
    (i64.store (i32.add (local.get $heap) (i32.shl (local.get $slot) (i32.const 3))) (local.get $key)))

  ;; Adds a key to a heap of $slot keys that has room.
  (func $rise (param $heap i32) (param $slot i32) (param $key i64)
    (local $parent i32) (local $above i64)
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $slot)))
        (local.set $parent (i32.shr_u (i32.sub (local.get $slot) (i32.const 1)) (i32.const 1)))
        (local.set $above (i64.load (i32.add (local.get $heap) (i32.shl (local.get $parent) (i32.const 3)))))
        (br_if $done (i64.lt_u (local.get $above) (local.get $key)))
        (i64.store (i32.add (local.get $heap) (i32.shl (local.get $slot) (i32.const 3))) (local.get $above))
        (local.set $slot (local.get $parent))
        (br $next)))
    (i64.store (i32.add (local.get $heap) (i32.shl (local.get $slot) (i32.const 3))) (local.get $key)))

  (func $openRecord (param $words i32) (param $excess i32)
    (local $at i32) (local $slot i32) (local $end i32) (local $term i32) (local $place i32)
    (global.set $stamp (i32.add (global.get $stamp) (i32.const 1)))
    (block $noWord
      (br_if $noWord (i32.eqz (local.get $words)))
      (loop $nextWord
        (local.set $slot (@address $termsMembers (@get $termsOffsets (@get $asked (local.get $at)))))
        (local.set $end (@address $termsMembers (@after $termsOffsets (@get $asked (local.get $at)))))
        (block $noTerm
          (br_if $noTerm (i32.ge_u (local.get $slot) (local.get $end)))
          (loop $nextTerm
            (local.set $term (i32.load (local.get $slot)))
            (local.set $place (@address64 $weights (local.get $term)))
            (f64.store (local.get $place) (f64.add (f64.load (local.get $place)) (@get64 $gain (local.get $term))))
            (local.set $slot (i32.add (local.get $slot) (i32.const 4)))
            (br_if $nextTerm (i32.lt_u (local.get $slot) (local.get $end)))))
        (br_if $nextWord (i32.lt_u (@next $at) (local.get $words)))))
    (local.set $at (i32.const 0))
    (block $noExcess
      (br_if $noExcess (i32.eqz (local.get $excess)))
      (loop $nextExcess
        (local.set $term (@get $askedTerms (local.get $at)))
        (local.set $place (@address64 $weights (local.get $term)))
        (f64.store (local.get $place) (f64.add
          (f64.load (local.get $place))
          (f64.mul (@get64 $askedFactors (local.get $at)) (@get64 $gain (local.get $term)))))
        (br_if $nextExcess (i32.lt_u (@next $at) (local.get $excess))))))

  (func $closeRecord (param $words i32)
    (local $at i32) (local $slot i32) (local $end i32)
    (block $noWord
      (br_if $noWord (i32.eqz (local.get $words)))
      (loop $nextWord
        (local.set $slot (@address $termsMembers (@get $termsOffsets (@get $asked (local.get $at)))))
        (local.set $end (@address $termsMembers (@after $termsOffsets (@get $asked (local.get $at)))))
        (block $noTerm
          (br_if $noTerm (i32.ge_u (local.get $slot) (local.get $end)))
          (loop $nextTerm
            (f64.store (@address64 $weights (i32.load (local.get $slot))) (f64.const 0))
            (local.set $slot (i32.add (local.get $slot) (i32.const 4)))
            (br_if $nextTerm (i32.lt_u (local.get $slot) (local.get $end)))))
        (br_if $nextWord (i32.lt_u (@next $at) (local.get $words))))))

  (func $scoreWord (param $word i32) (result f64)
    (local $at i32) (local $end i32) (local $sum f64) (local $other f64)
    (if (i32.eq (@get $stamps (local.get $word)) (global.get $stamp)) (then (return (@get64 $wordScores (local.get $word)))))
    (local.set $at (@address $termsMembers (@get $termsOffsets (local.get $word))))
    (local.set $end (@address $termsMembers (@after $termsOffsets (local.get $word))))
    (if (i32.and (i32.sub (local.get $end) (local.get $at)) (i32.const 4))
      (then
        (local.set $sum (@get64 $weights (i32.load (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))))
    (block $noTerm
      (br_if $noTerm (i32.ge_u (local.get $at) (local.get $end)))
      (loop $nextTerms
        (local.set $sum (f64.add (local.get $sum) (@get64 $weights (i32.load (local.get $at)))))
        (local.set $other (f64.add (local.get $other) (@get64 $weights (i32.load offset=4 (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (br_if $nextTerms (i32.lt_u (local.get $at) (local.get $end)))))
    (local.set $sum (f64.add (local.get $sum) (local.get $other)))
    (@set $stamps (local.get $word) (global.get $stamp))
    (f64.store (@address64 $wordScores (local.get $word)) (local.get $sum))
    (local.get $sum))

  ;; Adds up what the words of a record or group share with the open record as far as it is known.
  (func $knownSum (param $offsets i32) (param $members i32) (param $list i32) (result f32)
    (local $at i32) (local $end i32) (local $sum f32)
    (local.set $offsets (i32.add (local.get $offsets) (i32.shl (local.get $list) (i32.const 2))))
    (local.set $at (i32.add (local.get $members) (i32.shl (i32.load (local.get $offsets)) (i32.const 2))))
    (local.set $end (i32.add (local.get $members) (i32.shl (i32.load offset=4 (local.get $offsets)) (i32.const 2))))
    (block $noWord
      (br_if $noWord (i32.ge_u (local.get $at) (local.get $end)))
      (loop $nextWord
        (local.set $sum (f32.add (local.get $sum) (@getFloat $known (i32.load (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br_if $nextWord (i32.lt_u (local.get $at) (local.get $end)))))
    (local.get $sum))

  (func $cosineOf (param $record i32) (param $scaleOfAsked f64) (result f32)
    (local $at i32) (local $end i32) (local $sum f64)
    (local.set $at (@get $wordsOffsets (local.get $record)))
    (local.set $end (@after $wordsOffsets (local.get $record)))
    (block $noWord
      (br_if $noWord (i32.ge_u (local.get $at) (local.get $end)))
      (loop $nextWord
        (local.set $sum (f64.add (local.get $sum) (call $scoreWord (@get $wordsMembers (local.get $at)))))
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

  ;; Bits that the best $wanted of the first $count values reach, and about no others; see keep-best.ts.
  (func $leastOfBest (param $values i32) (param $count i32) (param $wanted i32) (param $most f32) (result i32)
    (local $at i32) (local $end i32) (local $top i32) (local $bin i32) (local $last i32) (local $held i32)
    (if (i32.le_u (local.get $count) (local.get $wanted)) (then (return (i32.const 0))))
    (memory.fill (global.get $bins) (i32.const 0) (i32.const 8192))
    (local.set $top (i32.shr_u (i32.reinterpret_f32 (local.get $most)) (i32.const 15)))
    (local.set $at (local.get $values))
    (local.set $end (i32.add (local.get $values) (i32.shl (local.get $count) (i32.const 2))))
    (loop $nextCounted
      (local.set $bin (i32.sub (local.get $top) (i32.shr_u (i32.load (local.get $at)) (i32.const 15))))
      (local.set $bin (select (local.get $bin) (i32.const 2047) (i32.lt_u (local.get $bin) (i32.const 2047))))
      (@set $bins (local.get $bin) (i32.add (@get $bins (local.get $bin)) (i32.const 1)))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (br_if $nextCounted (i32.lt_u (local.get $at) (local.get $end))))
    (local.set $held (@get $bins (i32.const 0)))
    (block $enough
      (loop $nextBin
        (br_if $enough (i32.ge_u (local.get $held) (local.get $wanted)))
        (local.set $held (i32.add (local.get $held) (@get $bins (@next $last))))
        (br $nextBin)))
    (select
      (i32.const 0)
      (i32.shl (i32.sub (local.get $top) (local.get $last)) (i32.const 15))
      (i32.eq (local.get $last) (i32.const 2047))))

  (func $keepBest (param $members i32) (param $values i32) (param $count i32) (param $wanted i32) (param $most f32) (result i32)
    (local $least i32) (local $at i32) (local $end i32) (local $kept i32) (local $value i32)
    (if (i32.le_u (local.get $count) (local.get $wanted)) (then (return (local.get $count))))
    (local.set $least (call $leastOfBest (local.get $values) (local.get $count) (local.get $wanted) (local.get $most)))
    (local.set $end (i32.shl (local.get $count) (i32.const 2)))
    (loop $nextJudged
      (local.set $value (i32.load (i32.add (local.get $values) (local.get $at))))
      (i32.store
        (i32.add (local.get $members) (local.get $kept))
        (i32.load (i32.add (local.get $members) (local.get $at))))
      (i32.store (i32.add (local.get $values) (local.get $kept)) (local.get $value))
      (local.set $kept (i32.add (local.get $kept) (i32.shl (i32.ge_u (local.get $value) (local.get $least)) (i32.const 2))))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (br_if $nextJudged (i32.lt_u (local.get $at) (local.get $end))))
    (i32.shr_u (local.get $kept) (i32.const 2))))
