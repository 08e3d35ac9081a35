//! Strongly connected components (Tarjan 1972), without recursion: call graphs and type graphs can be long chains.

/// The components of the graph `edges[node] = successors`, callees before callers (reverse topological order); the members of
/// each in ascending order.
pub fn groups(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    const UNSEEN: u32 = u32::MAX;
    let mut order = vec![UNSEEN; edges.len()];
    let mut low = vec![0u32; edges.len()];
    let mut on_stack = vec![false; edges.len()];
    let mut stack = Vec::new();
    let mut result = Vec::new();
    let mut counter = 0;
    for root in 0..edges.len() {
        if order[root] != UNSEEN {
            continue;
        }
        let mut work = vec![(root, 0usize)];
        while let Some(&mut (node, ref mut next)) = work.last_mut() {
            if *next == 0 {
                order[node] = counter;
                low[node] = counter;
                counter += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if let Some(&successor) = edges[node].get(*next) {
                *next += 1;
                if order[successor] == UNSEEN {
                    work.push((successor, 0));
                } else if on_stack[successor] {
                    low[node] = low[node].min(order[successor]);
                }
                // a node without successors is entered once: `next` is never 0 again
                continue;
            }
            work.pop();
            if let Some(&(parent, _)) = work.last() {
                low[parent] = low[parent].min(low[node]);
            }
            if low[node] == order[node] {
                let mut group = Vec::new();
                while let Some(member) = stack.pop() {
                    on_stack[member] = false;
                    group.push(member);
                    if member == node {
                        break;
                    }
                }
                group.sort_unstable();
                result.push(group);
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn callees_come_first() {
        // 0 → 1 → 2 → 1, 3 alone, 0 → 3, 4 → 4
        let edges = vec![vec![1, 3], vec![2], vec![1], vec![], vec![4]];
        assert_eq!(groups(&edges), vec![vec![1, 2], vec![3], vec![0], vec![4]]);
    }

    #[test]
    fn long_chains_need_no_stack() {
        let edges: Vec<Vec<usize>> = (0..200_000usize)
            .map(|i| if i + 1 < 200_000 { vec![i + 1] } else { vec![] })
            .collect();
        assert_eq!(groups(&edges).len(), 200_000);
    }
}
