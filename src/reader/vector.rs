//! A text's place among texts of like meaning.

/// A vector of unit length.
#[derive(Debug, Clone, PartialEq)]
pub struct Vector(Box<[f32]>);

impl Vector {
    /// The direction of `numbers`, or `None` if they point nowhere: all are
    /// zero, or one of them is no number.
    pub fn new(numbers: &[f32]) -> Option<Self> {
        let length = numbers.iter().map(|number| number * number).sum::<f32>().sqrt();
        (length.is_finite() && length > 0.0)
            .then(|| Self(numbers.iter().map(|number| number / length).collect()))
    }

    /// How alike two texts are: 1 if they point the same way. Vectors of
    /// different lengths are compared as far as the shorter one goes.
    pub fn dot(&self, other: &Self) -> f32 {
        self.0.iter().zip(&other.0).map(|(left, right)| left * right).sum()
    }

    /// The numbers.
    pub fn as_slice(&self) -> &[f32] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_are_of_unit_length() {
        let vector = Vector::new(&[3.0, 4.0]).expect("it points somewhere");
        assert_eq!(vector.as_slice(), [0.6, 0.8]);
        assert!((vector.dot(&vector) - 1.0).abs() < 1e-6);
        assert_eq!(Vector::new(&[0.0, 0.0]), None);
        assert_eq!(Vector::new(&[f32::NAN, 1.0]), None);
    }
}
