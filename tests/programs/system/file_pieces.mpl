# Lines and chunks of a file, each run from the beginning.
fn main() -> ()!String do
  let result =
    File.with_temp_dir(
      fn d ->
        let p = Path.join(d, "log")
        File.write(p, "one\ntwo\r\n\nlast")?
        let lines = File.lines(p)?
        println("${Iter.count(lines)} ${List.collect(lines).inspect()}")
        println("${List.collect(Iter.take(lines, 2))}")
        let chunks = File.chunks(p, 5)?
        println("${List.collect(Iter.map(chunks, fn b -> Bytes.length(b) end))}")
        File.append(p, "\nmore\n")?
        println("${Iter.count(lines)}")
        for line in lines do
          if line == "two" do
            break
          end
          println(line)
        end
        File.write_bytes(p, Bytes.from_list([97, 255, 98, 10]))?
        println("${List.collect(lines)}")
        println("${Result.map_err(Result.map(File.lines(Path.join(d, "none")), fn _ -> 0 end), Fault.kind)}")
        Ok(())
      end
    )?
  result
end
